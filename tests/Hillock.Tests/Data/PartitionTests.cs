using FsCheck;
using FsCheck.Fluent;
using Hillock.Data;

namespace Hillock.Tests.Data;

public sealed class PartitionTests
{
    [Fact]
    public void A_split_keeps_the_proportions_of_the_classes()
    {
        Dataset iris = Catalog.Load("iris").Train;

        (Dataset train, Dataset test) = iris.Split(0.2, 1);

        Assert.Equal((120, 30), (train.Count, test.Count));
        Assert.Equal([10, 10, 10], ClassCounts(test));
    }

    [Fact]
    public void The_seed_decides_the_parts()
    {
        Dataset iris = Catalog.Load("iris").Train;

        Assert.Equal(Rows(iris.Split(0.3, 5).Test), Rows(iris.Split(0.3, 5).Test));
        Assert.NotEqual(Rows(iris.Split(0.3, 5).Test), Rows(iris.Split(0.3, 6).Test));
    }

    [Fact]
    public void Any_split_is_a_partition_with_every_class_in_its_first_part() =>
        Prop.ForAll(Gen.Choose(2, 60).ToArbitrary(), Gen.Choose(1, 6).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (count, classes, percent) =>
        {
            Dataset dataset = Classes(count, classes, percent);
            (Dataset train, Dataset test) = dataset.Split(percent / 100.0, percent);
            bool parts = Rows(train).Concat(Rows(test)).Order().SequenceEqual(Enumerable.Range(0, count));
            bool every = ClassCounts(train).Zip(ClassCounts(dataset)).All(pair => pair.First > 0 || pair.Second == 0);
            bool even = ClassCounts(test).Zip(ClassCounts(dataset)).All(pair => Math.Abs(pair.First - pair.Second * percent / 100.0) < 1);
            return parts && every && even;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folds_test_every_sample_once_and_spread_the_classes_evenly() =>
        Prop.ForAll(Gen.Choose(6, 60).ToArbitrary(), Gen.Choose(2, 5).ToArbitrary(), Gen.Choose(2, 6).ToArbitrary(), (count, classes, folds) =>
        {
            Dataset dataset = Classes(count, classes, count);
            var parts = dataset.Folds(folds, 7);
            bool once = parts.SelectMany(part => Rows(part.Test)).Order().SequenceEqual(Enumerable.Range(0, count));
            bool whole = parts.All(part => Rows(part.Train).Concat(Rows(part.Test)).Order().SequenceEqual(Enumerable.Range(0, count)));
            bool even = Enumerable.Range(0, classes).All(label => parts.Max(part => ClassCounts(part.Test)[label]) - parts.Min(part => ClassCounts(part.Test)[label]) <= 1);
            return once && whole && even && parts.Max(part => part.Test.Count) - parts.Min(part => part.Test.Count) <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_of_parts_are_parts_of_the_whole()
    {
        Dataset diabetes = Catalog.Load("diabetes").Train;

        Dataset part = diabetes.Subset([5, 3, 100]).Subset([2, 0]);

        Assert.Equal([diabetes.Value(100), diabetes.Value(5)], [part.Value(0), part.Value(1)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => part.Subset([2]));
    }

    [Fact]
    public void Impossible_parts_are_refused()
    {
        Dataset iris = Catalog.Load("iris").Train;

        Assert.Throws<ArgumentException>(() => iris.Split(1, 1));
        Assert.Throws<ArgumentException>(() => iris.Split(-0.1, 1));
        Assert.Throws<ArgumentException>(() => iris.Split(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => iris.Folds(1, 1));
        Assert.Throws<HillockException>(() => iris.Folds(151, 1));
        Assert.Equal(0, iris.Split(0, 1).Test.Count);
    }

    private static ImageDataset Classes(int count, int classes, int seed)
    {
        var stream = new Hillock.Kernels.RandomStream(seed, Hillock.Kernels.RandomPurpose.Generation);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => stream.Below(i, classes))];
        return new ImageDataset(new byte[count], new Hillock.Tensors.Shape(1, 1, 1), labels, [.. Enumerable.Range(0, Math.Max(classes, 2)).Select(i => $"{i}")]);
    }

    private static int[] Rows(Dataset dataset) => [.. Enumerable.Range(0, dataset.Count).Select(dataset.Row)];

    private static int[] ClassCounts(Dataset dataset)
    {
        int[] counts = new int[dataset.Labels.Count];
        for (int sample = 0; sample < dataset.Count; sample++) counts[dataset.Class(sample)]++;
        return counts;
    }
}
