using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class SameBitsTests
{
    // Wide enough for several threads.
    private static readonly Experiment Wide = new(
        new Dense(300, Activation.ReLU), new Dropout(0.2), new Dense(200, Activation.Tanh), new Dense(3, Activation.Softmax))
    {
        Epochs = 2,
        BatchSize = 50,
        Validation = 0.2,
    };

    public static TheoryData<string, string> Methods => new()
    {
        { "adam", "single" },
        { "adam", "double" },
        { "momentum", "single" },
        { "lbfgs", "single" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Threads_change_no_bit_of_the_model(string optimizer, string precision)
    {
        Experiment experiment = Wide with { Optimizer = Optimizer.Parse(optimizer), Precision = Enum.Parse<Precision>(precision, ignoreCase: true), ClipNorm = 1 };
        if (optimizer == "lbfgs") experiment = experiment with { ClipNorm = null, BatchSize = null, Layers = [.. experiment.Layers.Where(layer => layer is not Dropout)] };
        byte[] one = Train(experiment, 1);
        foreach (int threads in (int[])[2, 3, 7]) Assert.Equal(one, Train(experiment, threads));

        static byte[] Train(Experiment experiment, int threads) =>
            Toy.Bytes(Toy.Run(new Trainer(experiment, Toy.Classes(300), threads: threads)).CreateModel());
    }

    [Fact]
    public async Task Vector_widths_change_no_bit_of_the_model()
    {
        HashSet<string> hashes = [];
        foreach (string bits in (string[])["128", "256", "512"])
        {
            using var folder = new TemporaryFolder();
            var start = new ProcessStartInfo("dotnet", [Repository.AssemblyOf("samples/Iris")]) { WorkingDirectory = folder.Path };
            start.Environment["HILLOCK_VECTOR_BITS"] = bits;
            Assert.Equal(0, (await ChildProcess.RunAsync(start)).ExitCode);
            hashes.Add(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(folder["iris.safetensors"]))));
        }

        Assert.Single(hashes);
    }

    [Fact]
    public async Task Whether_the_loop_is_yours_or_ours_changes_no_bit()
    {
        Experiment experiment = Wide with { Layers = [.. Toy.Classifier], Epochs = 5 };
        Trainer stepped = Toy.Run(new Trainer(experiment, Toy.Classes()));
        Model awaited = await experiment.TrainAsync(Toy.Classes());
        Assert.Equal(Toy.Bytes(stepped.CreateModel()), Toy.Bytes(awaited));
    }

    [Fact]
    public async Task A_run_that_is_canceled_stops_within_a_step_and_can_go_on_with_the_same_bits()
    {
        Experiment experiment = Wide with { Layers = [.. Toy.Classifier], Epochs = 400, Patience = 0 };
        using var cancellation = new CancellationTokenSource();
        var trainer = new Trainer(experiment, Toy.Classes());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (TrainingProgress progress in trainer.RunAsync(cancellation.Token))
            {
                if (progress.Epoch == 3) await cancellation.CancelAsync();
            }
        });

        Assert.Null(trainer.StopReason);
        Assert.InRange(trainer.History.Count, 3, 4);
        await foreach (TrainingProgress _ in trainer.RunAsync()) { }
        Assert.Equal(Toy.Bytes(Toy.Run(new Trainer(experiment, Toy.Classes())).CreateModel()), Toy.Bytes(trainer.CreateModel()));
    }

    [Fact]
    public void Other_seeds_give_other_models() =>
        Assert.Equal(3, ((long[])[1, 2, -1]).Select(seed =>
            Toy.Run(new Trainer(new Experiment(Toy.Classifier) { Seed = seed, Epochs = 1 }, Toy.Classes())).CreateModel().Hash).Distinct().Count());

    [Fact]
    public void The_culture_of_the_program_changes_no_byte_of_a_file()
    {
        Experiment experiment = new(new Dense(4, Activation.Tanh), new Dense(1, Activation.Sigmoid)) { Tolerance = 0.01, Epochs = 50, ClipNorm = 0.5, Patience = 0 };
        Dataset data = Toy.Gate(0, 1, 1, 1);
        byte[] expected = File();
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator, german.NumberFormat.NegativeSign) = (",", ".", "−");
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = german;
        try
        {
            byte[] written = File();
            Assert.Equal(expected, written);
            Assert.Equal(0.625, Model.Load(written).DecisionThreshold);
            Assert.Equal(experiment, Experiment.Parse(experiment.ToJson().ToJsonString()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        byte[] File() => Toy.Bytes(Toy.Run(new Trainer(experiment, data)).CreateModel().WithDecisionThreshold(0.625));
    }
}
