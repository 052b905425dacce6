using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>The sets inside the library.</summary>
internal static class ShippedSets
{
    private const string Digits = "digits";
    private const string UciLicense = "CC BY 4.0";

    public static readonly CatalogEntry[] Entries =
    [
        new("iris", CatalogKind.Shipped, "150 flowers of 3 species, by the lengths and widths of their petals and sepals",
            "R. A. Fisher, Iris (1936), UCI Machine Learning Repository, doi:10.24432/C56C76", UciLicense),
        new(Digits, CatalogKind.Shipped, "1,797 handwritten digits of 8 × 8 pixels, 0 to 16",
            "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (1998, the test part), UCI Machine Learning Repository, doi:10.24432/C50P49", UciLicense),
        new("diabetes", CatalogKind.Shipped, "442 patients: the progression of diabetes after a year, by 10 measurements",
            "B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, Annals of Statistics 32 (2004)", "published by its authors for free use"),
    ];

    public static bool Has(string name) => Entries.Any(entry => entry.Name == name);

    public static Dataset Load(string name) => name == Digits ? Images(Table(name), new Shape(1, 8, 8), divisor: 16) : Table(name).ToDataset();

    public static Table Table(string name)
    {
        Stream stream = typeof(ShippedSets).Assembly.GetManifestResourceStream(name + ".csv") ?? throw new InvalidOperationException($"{name}.csv is not embedded.");
        return Data.Table.ReadCsv(new StreamReader(stream), name);
    }

    /// <summary>Images from a table of pixels, p0, p1, … and the label last.</summary>
    private static ImageDataset Images(Table table, Shape shape, double divisor)
    {
        TableDataset samples = table.ToDataset();
        byte[] pixels = new byte[table.RowCount * shape.Size];
        int[] classes = new int[table.RowCount];
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int pixel = 0; pixel < shape.Size; pixel++) pixels[row * shape.Size + pixel] = (byte)table.Columns[pixel].Number(row);
            classes[row] = samples.Class(row);
        }

        return new ImageDataset(pixels, shape, classes, samples.Labels, divisor, samples.TargetNames[0]);
    }
}
