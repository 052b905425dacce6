using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tests.Models;
using Hillock.Tests.Training;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Tracing;

/// <summary>How raw values, labels and rows become what the first layer and the loss get.</summary>
public class TraceSamplesTests
{
    private static readonly Model Numbers = Traced.Random(new ModelDefinition(Traced.Vector(3), [new Dense(2)]));

    [Fact]
    public void Raw_values_go_through_the_models_preprocessing()
    {
        foreach ((Model model, Dataset data) in Specimens.All)
        {
            TraceSamples whole = TraceSamples.Of(model, data, 3);
            Assert.Equal(model.Definition.Input.Size, whole.Inputs.Columns);
            if (data is not TableDataset { Table: var table }) continue;
            string row = string.Join(',', data.InputNames.Select(name => table[name].Text(data.Row(3)) ?? ""));
            string target = data.Task == LearningTask.Regression ? $"{data.Value(3)}" : data.Labels[data.Class(3)];

            TraceSamples typed = TraceSamples.Parse(model, row, target), found = TraceSamples.Of(model, table, data.Row(3));

            Assert.Equal(whole.Inputs.Values.ToArray(), typed.Inputs.Values.ToArray());
            Assert.Equal(whole.Targets!.Values.ToArray(), typed.Targets!.Values.ToArray());
            Assert.Equal(whole.Inputs.Values.ToArray(), found.Inputs.Values.ToArray());
            Assert.Equal(whole.Targets.Values.ToArray(), found.Targets!.Values.ToArray());
        }
    }

    [Fact]
    public void A_target_is_a_label_a_value_or_a_vector()
    {
        Model classes = Specimens.All[0].Model;
        string label = classes.Preprocessing.Labels[1];
        double[] oneHot = [.. classes.Preprocessing.Labels.Select(other => other == label ? 1.0 : 0.0)];

        Assert.Equal(oneHot, TraceSamples.Parse(classes, Row(classes), label).Targets!.Values.ToArray());
        Assert.Equal(oneHot, TraceSamples.Parse(classes, Row(classes), string.Join(',', oneHot)).Targets!.Values.ToArray());
        Assert.Equal([0.5, -2], TraceSamples.Parse(Numbers, "1,2,3", "0.5, -2").Targets!.Values.ToArray());
        Assert.Null(TraceSamples.Parse(Numbers, "1,2,3", null).Targets);
    }

    [Fact]
    public void A_row_without_its_target_is_traced_forward()
    {
        Table rows = Table.ReadCsv(new StringReader("size,color,hot,when,price\n1,red,yes,2024-01-02,\n2,red,no,2024-01-02,5\n"), "rows.csv");
        Table bare = Table.ReadCsv(new StringReader("size,color,hot,when\n1,red,yes,2024-01-02\n2,red,no,2024-01-02\n"), "bare.csv");
        Model model = Specimens.All[3].Model;

        Assert.Null(TraceSamples.Of(model, rows, 0).Targets);
        Assert.NotNull(TraceSamples.Of(model, rows, 1).Targets);
        Assert.Null(TraceSamples.Of(model, bare, 1).Targets);
    }

    [Theory]
    [InlineData("1,2", "0,0", "takes 3 inputs (x1, x2, x3); here are 2")]
    [InlineData("1,2,three", "0,0", "'three' is not a number")]
    [InlineData("1,2,", "0,0", "'x3' is missing")]
    [InlineData("1,2,3", "0", "1 number, but the network has 2 outputs")]
    [InlineData("1,2,3", "a,0", "'a' is not a number")]
    public void What_does_not_fit_is_said(string features, string target, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<HillockException>(() => TraceSamples.Parse(Numbers, features, target)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_label_or_row_is_said()
    {
        (Model model, Dataset data) = Specimens.All[0];
        Assert.Contains("label 'dog'", Throws(() => TraceSamples.Parse(model, Row(model), "dog")), StringComparison.Ordinal);
        Assert.Contains($"There is no sample {data.Count + 1}", Throws(() => TraceSamples.Of(model, data, data.Count)), StringComparison.Ordinal);
        Assert.Contains("There is no sample 0", Throws(() => TraceSamples.Of(model, data, -1)), StringComparison.Ordinal);
        Assert.Contains("line break", Throws(() => TraceSamples.Parse(Specimens.All[3].Model, "1,red\n,yes,2024-01-02", null)), StringComparison.Ordinal);

        static string Throws(Action action) => Assert.Throws<HillockException>(action).Message;
    }

    private static string Row(Model model) => string.Join(',', model.Preprocessing.InputNames.Select((_, i) => $"{i}"));
}
