using Hillock.Data;
using Hillock.Models;

namespace Hillock.Reports;

/// <summary>A data set in which some of the model's raw inputs can change places among the samples.</summary>
internal abstract class ShuffledInputs(Model model)
{
    protected Model Model => model;

    /// <summary>Prepares a data set.</summary>
    public static ShuffledInputs Of(Model model, Dataset dataset) => (dataset, model.Preprocessing.Pixels) switch
    {
        (ImageDataset images, not null) => new Images(model, images),
        (ImageDataset images, null) => new Rows(model, images.ToTable(), null),
        (TableDataset table, _) => new Rows(model, table.Table, table.Rows),
        _ => throw new ArgumentException("A dataset holds a table or images."),
    };

    /// <summary>The model's outputs, in the target's own units, when sample i has these inputs from sample <paramref name="order"/>[i].</summary>
    public double[] Outputs(int[] inputs, int[] order)
    {
        double[] outputs = Run(inputs, order);
        Model.Preprocessing.Decode(outputs.AsSpan());
        return outputs;
    }

    protected abstract double[] Run(int[] inputs, int[] order);

    private sealed class Rows : ShuffledInputs
    {
        private readonly Column[] columns;
        private readonly Table table;

        public Rows(Model model, Table table, int[]? rows)
            : base(model)
        {
            this.table = table;
            int[] places = InputColumns.Find([.. table.Columns.Select(column => column.Name)], table.HasNames, model.Preprocessing, table.Prefix);
            columns = [.. places.Select(place => rows is null ? table.Columns[place] : table.Columns[place].Take(rows))];
        }

        protected override double[] Run(int[] inputs, int[] order)
        {
            Column[] shuffled = [.. columns];
            foreach (int input in inputs) shuffled[input] = columns[input].Take(order);
            return Model.Core.Outputs(Model.Preprocessing, new Table(shuffled, table.Source, null, table.HasNames), Environment.ProcessorCount);
        }
    }

    private sealed class Images : ShuffledInputs
    {
        private readonly ImageDataset images;
        private readonly byte[] pixels;
        private readonly int[] classes;

        public Images(Model model, ImageDataset images)
            : base(model)
        {
            this.images = images;
            pixels = new byte[images.Count * images.Shape.Size];
            classes = new int[images.Count];
            for (int i = 0; i < images.Count; i++) images.Pixels(i).CopyTo(pixels.AsSpan(i * images.Shape.Size));
        }

        protected override double[] Run(int[] inputs, int[] order)
        {
            int size = images.Shape.Size;
            byte[] shuffled = [.. pixels];
            for (int i = 0; i < order.Length; i++)
            {
                foreach (int input in inputs) shuffled[(i * size) + input] = pixels[(order[i] * size) + input];
            }

            return Model.Core.Outputs(
                Model.Preprocessing, new ImageDataset(shuffled, images.Shape, classes, images.Labels, images.Divisor), Environment.ProcessorCount);
        }
    }
}
