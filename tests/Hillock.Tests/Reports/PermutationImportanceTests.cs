using System.Text;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Reports;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tests.Reports;

public sealed class PermutationImportanceTests
{
    // y = 2·a, whatever b is.
    private static Model Doubling { get; } = Model.Load(Encoding.UTF8.GetBytes(
        """
        { "hillock": 1, "input": 2, "inputs": ["a", "b"],
          "layers": [ { "type": "dense", "units": 1, "activation": "linear", "weights": [[2], [0]], "bias": null } ] }
        """));

    private static TableDataset Doubles { get; } = new Table(
        Column.Numbers("b", [.. Enumerable.Range(0, 200).Select(i => (double)(i * 7 % 13))]),
        Column.Numbers("a", [.. Enumerable.Range(0, 200).Select(i => (double)i)]),
        Column.Numbers("y", [.. Enumerable.Range(0, 200).Select(i => 2.0 * i)])).ToDataset();

    [Fact]
    public void A_column_that_the_model_ignores_has_none_and_the_one_it_uses_has_all()
    {
        PermutationImportance importance = PermutationImportance.Of(Doubling, Doubles, repeats: 20);

        Assert.Equal(["a", "b"], importance.Columns.Select(column => column.Name));
        Assert.Equal(1, importance.Score, 12);
        Assert.Equal(0, importance.Columns[1].Mean);
        Assert.Equal(0, importance.Columns[1].Spread);
        // With truth and prediction independent and of equal variance R² is −1 on average: 2 are lost.
        Assert.InRange(importance.Columns[0].Mean, 1.9, 2.1);
        Assert.InRange(importance.Columns[0].Spread, 0.01, 0.3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_others()
    {
        IReadOnlyList<ColumnImportance> first = PermutationImportance.Of(Doubling, Doubles, 3, seed: 5).Columns;

        Assert.Equal(first, PermutationImportance.Of(Doubling, Doubles, 3, seed: 5).Columns);
        Assert.NotEqual(first, PermutationImportance.Of(Doubling, Doubles, 3, seed: 6).Columns);
    }

    [Fact]
    public async Task A_category_is_shuffled_as_one_column()
    {
        string[] kinds = ["red", "green", "blue"];
        TableDataset data = new Table(
            Column.Texts("kind", [.. Enumerable.Range(0, 120).Select(i => kinds[i * 7 % 3])]),
            Column.Numbers("noise", [.. Enumerable.Range(0, 120).Select(i => (double)(i * 31 % 17))]),
            Column.Texts("label", [.. Enumerable.Range(0, 120).Select(i => kinds[i * 7 % 3] == "red" ? "warm" : "cold")])).ToDataset();
        Model model = await new Experiment(new Dense(1, Activation.Sigmoid)) { Optimizer = new Hillock.Optimizers.Adam(0.1), Epochs = 50, Validation = 0 }.TrainAsync(data);

        PermutationImportance importance = PermutationImportance.Of(model, data.Subset([.. Enumerable.Range(0, 60)]));

        Assert.Equal(["kind", "noise"], importance.Columns.Select(column => column.Name));
        // Two of nine pairs of (old, new) kinds turn warm to cold, two cold to warm: 4/9 are lost.
        Assert.InRange(importance.Columns[0].Mean, 0.35, 0.55);
        Assert.Equal(0, importance.Columns[1].Mean, 12);
    }

    [Fact]
    public async Task An_image_is_shuffled_by_its_pixels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 100).SelectMany(i => new byte[] { 7, (byte)(i % 2 * 255), 0, 9 })];
        ImageDataset data = new(pixels, new Shape(1, 2, 2), [.. Enumerable.Range(0, 100).Select(i => i % 2)], ["dark", "light"]);
        Model model = await new Experiment(new Flatten(), new Dense(1, Activation.Sigmoid)) { Optimizer = new Hillock.Optimizers.Adam(0.1), Epochs = 30, Validation = 0 }.TrainAsync(data);

        double[] means = [.. PermutationImportance.Of(model, data).Columns.Select(column => column.Mean)];

        Assert.InRange(means[1], 0.4, 0.6);
        Assert.Equal([0, 0, 0], [means[0], means[2], means[3]]);
    }

    [Fact]
    public void Without_samples_or_shuffles_there_is_none()
    {
        Assert.Throws<HillockException>(() => PermutationImportance.Of(Doubling, Doubles.Subset([])));
        Assert.Throws<ArgumentException>(() => PermutationImportance.Of(Doubling, Doubles, repeats: 0));
    }
}
