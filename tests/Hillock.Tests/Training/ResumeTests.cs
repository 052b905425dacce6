using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class ResumeTests
{
    public static TheoryData<string> GradientOptimizers => [.. Optimizer.Names.Where(name => Optimizer.Parse(name) is GradientOptimizer)];

    public static TheoryData<string> Schedules => [.. Schedule.Names];

    // Everything at once that a checkpoint must carry: dropout, slots, a schedule with a memory, the best weights so far.
    private static Experiment Demanding => new(new Dense(8, Activation.Tanh), new Dropout(0.3), new Dense(3, Activation.Softmax))
    {
        Optimizer = new Adam(0.02),
        Schedule = new ReduceOnPlateau { Patience = 1, Factor = 0.5 },
        Epochs = 12,
        BatchSize = 7,
        Patience = 4,
        Validation = 0.25,
        L2 = 0.001,
        ClipNorm = 0.5,
        MaxNorm = 2,
    };

    [Theory]
    [MemberData(nameof(GradientOptimizers))]
    public void A_run_that_is_stopped_and_resumed_ends_with_the_bits_of_one_that_is_not(string optimizer)
    {
        Experiment experiment = Demanding with { Optimizer = Optimizer.Parse(optimizer) };
        IsResumedWithTheSameBits(experiment, Toy.Classes(), 1, 6, 7, 13);
        IsResumedWithTheSameBits(experiment with { Precision = Precision.Double, Patience = 0, Validation = 0 }, Toy.Classes(), 20);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_is_resumed_in_the_middle_of_an_epoch(string schedule) =>
        IsResumedWithTheSameBits(Demanding with { Schedule = Schedule.Parse(schedule) }, Toy.Classes(), 3, 9, 31);

    [Fact]
    public void Whole_batch_methods_are_resumed_with_the_same_bits()
    {
        IsResumedWithTheSameBits(Demanding with { Layers = [.. Toy.Classifier], Optimizer = new LBfgs(), ClipNorm = null, MaxNorm = null, BatchSize = null, Schedule = Schedule.Constant }, Toy.Classes(), 2, 3);
        var line = new Experiment(new Dense(1)) { Optimizer = new LBfgs(), Epochs = 50, Patience = 0, Validation = 0 };
        IsResumedWithTheSameBits(line, Toy.Numbers(), 1, 2);
        IsResumedWithTheSameBits(line with { Optimizer = new LeastSquares() }, Toy.Numbers(), 1);
        var rule = new Experiment(new Dense(1, Activation.Step)) { Optimizer = new Perceptron(), Epochs = 40, Patience = 0, Validation = 0 };
        IsResumedWithTheSameBits(rule, Toy.Gate(0, 1, 1, 0), 1, 1, 1);
        IsResumedWithTheSameBits(rule, Toy.Gate(0, 0, 0, 1), 1, 1);
    }

    [Fact]
    public void Epochs_may_grow_and_the_bits_are_those_of_the_longer_run()
    {
        Experiment ten = Demanding with { Epochs = 10, Patience = 0 };
        using var folder = new TemporaryFolder();
        Toy.Run(new Trainer(ten with { Epochs = 5 }, Toy.Classes())).SaveCheckpoint(folder.Path);

        var resumed = new Trainer(ten, Toy.Classes());
        Assert.True(resumed.Resume(folder.Path));
        Assert.Equal(5, resumed.History.Count);

        Assert.Equal(Toy.Bytes(Toy.Run(new Trainer(ten, Toy.Classes())).CreateModel()), Toy.Bytes(Toy.Run(resumed).CreateModel()));
    }

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("least_squares")]
    [InlineData("tolerance")]
    [InlineData("patience")]
    [InlineData("perceptron")]
    public void A_run_that_was_over_in_its_last_epoch_stays_over_when_epochs_grow(string reason)
    {
        (Experiment experiment, Dataset data) = reason switch
        {
            "lbfgs" or "least_squares" => (new Experiment(new Dense(1)) { Optimizer = Optimizer.Parse(reason) }, (Dataset)Toy.Numbers()),
            "tolerance" => (new Experiment(Toy.Classifier) { Tolerance = 0.01 }, Toy.Classes()),
            "patience" => (new Experiment(Toy.Classifier) { Patience = 2, Validation = 0.3, Optimizer = new Adam(0.1) }, Toy.Classes()),
            _ => (new Experiment(new Dense(1, Activation.Step)) { Optimizer = new Perceptron() }, Toy.Gate(0, 1, 1, 0)),
        };
        if (reason != "patience") experiment = experiment with { Patience = 0, Validation = 0 };
        Trainer whole = Toy.Run(new Trainer(experiment with { Epochs = 1000 }, data));
        int epochs = whole.History.Count;
        Assert.InRange(epochs, 1, 999);
        using var folder = new TemporaryFolder();
        Toy.Run(new Trainer(experiment with { Epochs = epochs }, data)).SaveCheckpoint(folder.Path);

        var resumed = new Trainer(experiment with { Epochs = 1000 }, data);
        resumed.Resume(folder.Path);

        Assert.Equal(whole.StopReason, resumed.StopReason);
        Assert.Equal(Toy.Bytes(whole.CreateModel()), Toy.Bytes(Toy.Run(resumed).CreateModel()));
    }

    [Fact]
    public void Only_the_number_of_epochs_may_change()
    {
        using var folder = new TemporaryFolder();
        Toy.Run(new Trainer(Demanding, Toy.Classes()), 10).SaveCheckpoint(folder.Path);
        Experiment[] others =
        [
            Demanding with { Seed = 2 },
            Demanding with { BatchSize = 8 },
            Demanding with { Optimizer = new Adam(0.03) },
            Demanding with { Schedule = Schedule.Constant },
            Demanding with { Patience = 5 },
            Demanding with { Precision = Precision.Double },
            Demanding with { L2 = 0 },
            Demanding with { ClassWeights = ClassWeights.Balanced },
            Demanding with { Layers = [new Dense(8, Activation.Sigmoid), new Dropout(0.3), new Dense(3, Activation.Softmax)] },
            Demanding.Freeze("dense_1"),
        ];
        foreach (Experiment other in others)
        {
            string message = Assert.Throws<HillockException>(() => new Trainer(other, Toy.Classes()).Resume(folder.Path)).Message;
            Assert.EndsWith("only --epochs may change when a run is resumed.", message, StringComparison.Ordinal);
        }

        Assert.True(new Trainer(Demanding with { Epochs = 2000 }, Toy.Classes()).Resume(folder.Path));
        Assert.True(new Trainer(Demanding with { Data = new DataSource("elsewhere.csv") }, Toy.Classes()).Resume(folder.Path));
    }

    [Fact]
    public void Fewer_epochs_than_are_done_are_refused()
    {
        using var folder = new TemporaryFolder();
        Experiment experiment = Demanding with { Patience = 0 };
        Toy.Run(new Trainer(experiment, Toy.Classes()), 40).SaveCheckpoint(folder.Path);
        string message = Assert.Throws<HillockException>(() => new Trainer(experiment with { Epochs = 2 }, Toy.Classes()).Resume(folder.Path)).Message;
        Assert.Contains("epochs are already done, more than the 2 asked for", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data_are_refused_whether_to_learn_from_or_to_validate_with()
    {
        using var folder = new TemporaryFolder();
        Experiment experiment = Demanding with { Validation = 0 };
        Dataset train = Toy.Classes(), validation = Toy.Classes(seed: 7);
        Toy.Run(new Trainer(experiment, train, validation), 10).SaveCheckpoint(folder.Path);

        Refused(Toy.Classes(seed: 2), validation);
        Refused(train, Toy.Classes(seed: 8));
        Refused(train.Subset([.. Enumerable.Range(1, 59)]), validation);
        Refused(Renamed(train), Renamed(validation));
        Assert.True(new Trainer(experiment, train, validation).Resume(folder.Path));

        void Refused(Dataset otherTrain, Dataset otherValidation)
        {
            var trainer = new Trainer(experiment, otherTrain, otherValidation);
            string message = Assert.Throws<HillockException>(() => trainer.Resume(folder.Path)).Message;
            Assert.EndsWith("this checkpoint was made on other training data.", message, StringComparison.Ordinal);
        }

        // The same numbers under other names of the classes are another problem.
        static Dataset Renamed(Dataset data)
        {
            var table = (TableDataset)data;
            double[] inputs = [.. Enumerable.Range(0, data.Count).SelectMany(i => table.Table.Columns.Take(4).Select(column => column.Number(i)))];
            return Dataset.FromArrays<double>(inputs, 4, [.. Enumerable.Range(0, data.Count).Select(i => data.Labels[data.Class(i)] + "x")]);
        }
    }

    [Fact]
    public void An_empty_or_missing_folder_is_no_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var trainer = new Trainer(Demanding, Toy.Classes());
        Assert.False(trainer.Resume(folder.Path));
        Assert.False(trainer.Resume(folder["nothing"]));
        File.WriteAllText(folder["checkpoint-x.safetensors"], "not ours");
        Assert.False(trainer.Resume(folder.Path));
    }

    [Fact]
    public void The_last_two_checkpoints_stay_and_a_broken_newest_one_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        var trainer = new Trainer(Demanding, Toy.Classes());
        foreach (int steps in (int[])[4, 4, 4, 4])
        {
            Toy.Run(trainer, steps);
            trainer.SaveCheckpoint(folder.Path);
        }

        string[] files = [.. Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal)];
        Assert.Equal(["checkpoint-000000000012.safetensors", "checkpoint-000000000016.safetensors"], files.Select(file => Path.GetFileName(file)!));

        byte[] whole = File.ReadAllBytes(files[1]);
        byte[] expected = Toy.Bytes(Toy.Run(new Trainer(Demanding, Toy.Classes())).CreateModel());
        foreach (byte[] broken in (byte[][])[[], [1, 2, 3], whole[..100], whole[..^1], [.. whole, 0]])
        {
            File.WriteAllBytes(files[1], broken);
            var resumed = new Trainer(Demanding, Toy.Classes());
            Assert.True(resumed.Resume(folder.Path));
            Assert.Equal(12, (resumed.History.Count * 7) + (12 % 7)); // 45 samples in batches of 7: 7 steps an epoch
            Assert.Equal(expected, Toy.Bytes(Toy.Run(resumed).CreateModel()));
        }

        File.WriteAllText(files[0], "{}");
        Assert.Throws<HillockException>(() => new Trainer(Demanding, Toy.Classes()).Resume(folder.Path));
    }

    [Fact]
    public void A_checkpoint_of_a_shorter_run_takes_the_place_of_later_ones()
    {
        using var folder = new TemporaryFolder();
        Toy.Run(new Trainer(Demanding, Toy.Classes()), 30).SaveCheckpoint(folder.Path);
        Toy.Run(new Trainer(Demanding, Toy.Classes()), 3).SaveCheckpoint(folder.Path);
        var resumed = new Trainer(Demanding, Toy.Classes());
        resumed.Resume(folder.Path);
        Assert.Empty(resumed.History);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        string message = Assert.Throws<HillockException>(() => new Trainer(Demanding, Toy.Classes()).SaveCheckpoint(folder["file"])).Message;
        Assert.Contains(folder["file"], message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_bit_of_a_checkpoints_header_may_flip_without_any_other_exception()
    {
        using var folder = new TemporaryFolder();
        Toy.Run(new Trainer(Demanding, Toy.Classes()), 10).SaveCheckpoint(folder.Path);
        string path = Directory.GetFiles(folder.Path).Single();
        byte[] whole = File.ReadAllBytes(path);
        int header = 8 + BitConverter.ToInt32(whole);
        for (int i = 0; i < header; i += 3)
        {
            byte[] broken = [.. whole];
            broken[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, broken);
            var trainer = new Trainer(Demanding, Toy.Classes());
            if (Record.Exception(() => trainer.Resume(folder.Path)) is { } error) Assert.IsType<HillockException>(error);
        }
    }

    private static void IsResumedWithTheSameBits(Experiment experiment, Dataset data, params int[] stops)
    {
        Trainer whole = Toy.Run(new Trainer(experiment, data, threads: 1));
        using var folder = new TemporaryFolder();
        int threads = 1;
        foreach (int stop in stops)
        {
            var part = new Trainer(experiment, data, threads: threads++);
            part.Resume(folder.Path);
            Toy.Run(part, stop).SaveCheckpoint(folder.Path);
        }

        var last = new Trainer(experiment, data, threads: 2);
        Assert.True(last.Resume(folder.Path));
        Toy.Run(last);

        Assert.Equal(whole.History, last.History);
        Assert.Equal(whole.StopReason, last.StopReason);
        Assert.Equal(Toy.Bytes(whole.CreateModel()), Toy.Bytes(last.CreateModel()));
    }
}
