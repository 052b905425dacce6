using Hillock.Data;

namespace Hillock.Tests.Data;

public sealed class TargetTests
{
    private static readonly string[] Animals = ["cat", "dog", "camel", "hat", "flower"];

    [Theory]
    [InlineData("0,1,1,0", LearningTask.Binary, "0,1")]
    [InlineData("1,-1,1,1", LearningTask.Binary, "-1,1")]
    [InlineData("10,9,10,9", LearningTask.Binary, "9,10")] // by size, not by letters
    [InlineData("yes,no,yes,no", LearningTask.Binary, "no,yes")]
    [InlineData("True,False,True,True", LearningTask.Binary, "False,True")]
    [InlineData("m,f,m,f", LearningTask.Binary, "f,m")]
    [InlineData("cat,dog,camel,hat,flower", LearningTask.Multiclass, "camel,cat,dog,flower,hat")]
    [InlineData("1,2,3,1,2,3,1,2,3,1,2,3,1,2,3", LearningTask.Multiclass, "1,2,3")]
    [InlineData("1,2,3,4", LearningTask.Regression, "")] // each once
    [InlineData("0.5,1.5,0.5,1.5", LearningTask.Regression, "")]
    [InlineData("1.5,2,2,2", LearningTask.Regression, "")]
    public void The_task_is_found_from_the_target(string values, LearningTask task, string labels)
    {
        TableDataset dataset = Csv.Read("x,y\n" + string.Concat(values.Split(',').Select((value, i) => $"{i * 0.5},{value}\n"))).ToDataset();

        Assert.Equal(task, dataset.Task);
        Assert.Equal(labels, string.Join(',', dataset.Labels));
        Assert.Contains(task.ToString().ToLowerInvariant(), dataset.TaskReason, StringComparison.Ordinal);
        Assert.Contains("'y'", dataset.TaskReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_targets_are_0_and_1_and_classes_are_one_hot_vectors()
    {
        Assert.Equal([0, 1, 1], Targets(Csv.Read("x,y\n1,f\n2,m\n3,m\n").ToDataset()));
        string rows = string.Concat(Animals.Select((animal, i) => $"{i},{animal}\n"));
        Assert.Equal(
            [0, 1, 0, 0, 0, /**/ 0, 0, 1, 0, 0, /**/ 1, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 1, /**/ 0, 0, 0, 1, 0],
            Targets(Csv.Read("x,y\n" + rows).ToDataset()));
    }

    [Fact]
    public void Two_labels_may_be_learned_as_two_outputs() =>
        Assert.Equal([1, 0, 0, 1], Targets(Csv.Read("x,y\n1,f\n2,m\n").ToDataset(task: LearningTask.Multiclass)));

    [Fact]
    public void Several_targets_are_predicted_as_numbers()
    {
        Table table = Csv.Read("x,a,b,c\n1,1,10,u\n2,3,20,v\n");
        TableDataset dataset = table.ToDataset(new ColumnRoles { Targets = ["b", "a"], Ignore = ["c"] });

        Assert.Equal(LearningTask.Regression, dataset.Task);
        Assert.Equal(["x"], dataset.InputNames);
        Assert.Equal([-1, -1, 1, 1], Targets(dataset));
        Assert.Contains("'c' holds texts", Csv.Error(() => table.ToDataset(new ColumnRoles { Targets = ["a", "c"] })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2.5\n2,2.5\n", null, "data.csv: every row has the same target, 'y' = 2.5: there is nothing to learn.")]
    [InlineData("x,y\n1,a\n2,a\n", null, "data.csv: every row has the same target, 'y' = a: there is nothing to tell apart.")]
    [InlineData("x,y\n1,3\n2,3\n", null, "data.csv: every row has the same target, 'y' = 3")]
    [InlineData("x,y\n1,yes\n2,yes\n", null, "data.csv: every row has the same target")]
    [InlineData("x,y\n1,a\n2,b\n", LearningTask.Regression, "data.csv: regression predicts numbers, and 'y' holds texts (a, b).")]
    [InlineData("x,y\n1,a\n2,b\n3,c\n", LearningTask.Binary, "data.csv: a binary target has two labels, and 'y' has 3")]
    [InlineData("x,y\n1,2024-01-01\n2,2024-01-02\n", null, "data.csv: the target 'y' holds dates")]
    [InlineData("x,y\n1,NA\n2,\n", null, "data.csv: no row has a target (y).")]
    [InlineData("y\n1\n2\n", null, "data.csv: no column is left to predict 'y' from.")]
    public void A_target_that_cannot_be_learned_is_refused(string text, LearningTask? task, string message) =>
        Assert.StartsWith(message, Csv.Error(() => Csv.Read(text).ToDataset(task: task)), StringComparison.Ordinal);

    [Fact]
    public void A_target_that_never_repeats_is_refused()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},name{i}\n"));

        Assert.Contains("is different in every row", Csv.Error(() => Csv.Read("x,y\n" + rows).ToDataset()), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_target_are_left_out_with_a_note()
    {
        TableDataset dataset = Csv.Read("x,y\n1,a\n2,\n3,b\n").ToDataset();

        Assert.Equal(2, dataset.Count);
        Assert.Equal(["a", "b"], Enumerable.Range(0, 2).Select(sample => dataset.Labels[dataset.Class(sample)]));
        Assert.Contains("1 of 3 rows have no target (y) and are left out.", dataset.Notes);
    }

    [Fact]
    public void Roles_choose_the_columns()
    {
        Table table = Csv.Read("a,b,c,w,y\n1,2,3,0.5,p\n4,5,6,2,q\n");

        Assert.Equal(["a", "b", "c", "w"], table.ToDataset().InputNames);
        Assert.Equal(["b", "c", "w", "y"], table.ToDataset("a").InputNames);
        Assert.Equal(["c", "a"], table.ToDataset(new ColumnRoles { Features = ["c", "a"] }).InputNames);
        TableDataset weighted = table.ToDataset(new ColumnRoles { Ignore = ["b"], Weights = "w" });
        Assert.Equal(["a", "c"], weighted.InputNames);
        Assert.Equal([0.5, 2], [weighted.Weight(0), weighted.Weight(1)]);
        Assert.Equal("data.csv: 'y' cannot be both ignored and the target.", Csv.Error(() => table.ToDataset(new ColumnRoles { Targets = ["y"], Ignore = ["y"] })));
        Assert.Contains("As the last column it is the target", Csv.Error(() => table.ToDataset(new ColumnRoles { Features = ["a", "y"] })), StringComparison.Ordinal);
        Assert.Equal("data.csv: 'a' cannot be both a feature and the target.", Csv.Error(() => table.ToDataset(new ColumnRoles { Features = ["a"], Targets = ["a"] })));
        Assert.Contains("no column 'z'", Csv.Error(() => table.ToDataset(new ColumnRoles { Ignore = ["z"] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_only_number_the_rows_are_left_out_and_odd_ones_pointed_out()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7},Name {i},{i + 1},town{i % 28},{i % 5},5,,{i % 2}\n"));
        Table table = Csv.Read("id,name,row,town,x,same,empty,y\n" + rows);

        TableDataset dataset = table.ToDataset();

        Assert.Equal(["row", "town", "x", "same", "empty"], dataset.InputNames);
        Assert.Contains(dataset.Notes, note => note.StartsWith("Column 'id' is left out", StringComparison.Ordinal));
        Assert.Contains(dataset.Notes, note => note.StartsWith("Column 'name' is left out: 60 different texts", StringComparison.Ordinal));
        Assert.Contains(dataset.Notes, note => note.StartsWith("Column 'row' counts the rows", StringComparison.Ordinal));
        Assert.Contains(dataset.Notes, note => note.StartsWith("Column 'same' is the same in every row", StringComparison.Ordinal));
        Assert.Contains(dataset.Notes, note => note.StartsWith("Column 'empty' is without a single value", StringComparison.Ordinal));
        Assert.Equal(["name"], table.ToDataset(new ColumnRoles { Features = ["name"] }).InputNames);
    }

    [Fact]
    public void A_category_of_very_many_texts_is_pointed_out()
    {
        string rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"town{i % 60},{i % 2}\n"));

        Assert.Contains("Column 'town' has 60 different texts and becomes as many inputs.", Csv.Read("town,y\n" + rows).ToDataset().Notes);
    }

    private static double[] Targets(Dataset dataset)
    {
        Samples<double> samples = Preprocessing.Fit(dataset).Encode<double>(dataset);
        double[] targets = new double[samples.Count * samples.TargetWidth];
        samples.CopyTargets([.. Enumerable.Range(0, samples.Count)], targets);
        return targets;
    }
}
