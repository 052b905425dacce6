using System.Reflection;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Playground.Messages;
using Hillock.Schedules;

namespace Hillock.Playground.Sessions;

/// <summary>The first message: what this server knows and allows; the same for all visitors.</summary>
internal static class Greeting
{
    private const int PreviewPoints = 90;

    // What the page offers in this order; the rest of the catalog is reached by name.
    private static readonly string[] Offered =
        ["circle", "xor", "gauss", "spiral", "moons", "checkerboard", "gauss:4", "rings:3", "spiral:3", "plane", "bump", "sine", "function:x^2*sin(9*x)", "parity:2", "parity:3", "iris"];

    private static readonly Lazy<IReadOnlyList<SetPreview>> Previews = new(() => [.. Offered.Where(Catalog.Has).Select(Preview)]);

    public static Welcome To(Limits limits) => new(
        typeof(Greeting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        new Vocabulary(Activation.Names, Loss.Names, Optimizer.Names, Schedule.Names, Initializer.Names),
        Previews.Value,
        Teacher.Heads,
        new Allowance(limits.Layers, limits.Units, limits.Parameters, limits.Rows, limits.FileBytes));

    private static SetPreview Preview(string name)
    {
        CatalogEntry entry = Catalog.Find(name);
        TableDataset data = Catalog.LoadTable(name).ToDataset();
        IReadOnlyList<string> columns = data.InputNames;
        bool isCurve = columns.Count == 1, isRegression = data.Task == LearningTask.Regression;
        int shown = Math.Min(PreviewPoints, data.Count), step = data.Count / shown;
        int[] rows = [.. Enumerable.Range(0, shown).Select(i => i * step)];
        double[] targets = [.. rows.Select(i => isRegression ? data.Value(i) : data.Class(i))];
        double[] x = Scaled([.. rows.Select(i => data.Table[columns[0]].Number(data.Row(i)))]);
        double[] y = Scaled(isCurve ? targets : [.. rows.Select(i => data.Table[columns[1]].Number(data.Row(i)))]);
        return new SetPreview(
            name,
            entry.Description,
            data.Task,
            entry.Kind == CatalogKind.Shipped || name.StartsWith("parity:", StringComparison.Ordinal) || name.StartsWith("boolean:", StringComparison.Ordinal),
            isCurve,
            columns,
            data.Task == LearningTask.Multiclass ? data.Labels.Count : 1,
            [.. x.Select(value => (float)value)],
            [.. y.Select(value => (float)value)],
            [.. (isRegression ? Scaled(targets) : targets).Select(value => (float)value)]);
    }

    private static double[] Scaled(double[] values)
    {
        double low = values.Min(), high = values.Max(), half = Math.Max((high - low) / 2, 1e-9), middle = (low + high) / 2;
        return [.. values.Select(value => (value - middle) / half)];
    }
}
