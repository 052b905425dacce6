using Hillock.Activations;
using Hillock.Data;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Tests.Tracing.Diagnosis;

public class DoctorTests
{
    public static TheoryData<string> Faults { get; } = [.. Planted.All.Keys];

    /// <summary>A set of the catalog and settings as a textbook would choose them.</summary>
    public static TheoryData<string, string, string, double, int> Healthy { get; } = new()
    {
        { "iris", "64,32", "relu", 0.001, 100 },
        { "iris", "16", "tanh", 0.01, 60 },
        { "iris", "10", "sigmoid", 0.03, 60 },
        { "digits", "64,32", "relu", 0.001, 30 },
        { "digits", "32", "tanh", 0.003, 30 },
        { "diabetes", "64,32", "relu", 0.001, 100 },
        { "diabetes", "16", "tanh", 0.01, 60 },
        { "circle", "64,32", "relu", 0.001, 100 },
        { "circle", "8,8", "tanh", 0.03, 60 },
        { "moons", "16,16", "relu", 0.01, 60 },
        { "xor", "16,16", "tanh", 0.01, 60 },
        { "gauss", "8", "relu", 0.01, 30 },
        { "sine", "32,32", "relu", 0.003, 100 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_in_the_model_in_the_runs_state_and_while_it_is_trained(string fault)
    {
        Planted planted = Planted.All[fault];

        (Model model, Trainer trainer, IReadOnlyList<Finding> live) = await Train(planted.Experiment, planted.Data);
        DoctorReport report = Doctor.Examine(model, planted.Data, trainer.Validation);

        AssertFound(planted, report.Findings);
        AssertFound(planted, Doctor.Examine(trainer.Capture(), trainer.Train, trainer.Validation).Findings);
        AssertFound(planted, live);
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public async Task Of_a_healthy_run_nothing_is_said(string name, string hidden, string activation, double rate, int epochs)
    {
        (Dataset all, _) = Catalog.Load(name);
        foreach (int seed in (int[])[1, 2, 3])
        {
            (Dataset train, Dataset test) = all.Split(0.2, seed);
            var network = new MultilayerPerceptron([.. hidden.Split(',').Select(int.Parse)], Activation.Parse(activation));
            var experiment = new Experiment { Optimizer = new Adam(rate), Epochs = epochs, Seed = seed };

            (Model model, _, IReadOnlyList<Finding> live) = await Train(experiment with { Layers = network.Layers(train, null, experiment.Optimizer) }, train);
            DoctorReport report = Doctor.Examine(model, all, test);

            Assert.Empty(live.Select(finding => $"live, seed {seed}: {finding}"));
            Assert.Empty(report.Findings.Select(finding => $"seed {seed}: {finding}"));
        }
    }

    [Theory]
    [MemberData(nameof(Healthy))]
    public void Of_the_first_steps_of_a_healthy_run_nothing_is_said(string name, string hidden, string activation, double rate, int epochs)
    {
        Dataset train = Catalog.Load(name).Train;
        var network = new MultilayerPerceptron([.. hidden.Split(',').Select(int.Parse)], Activation.Parse(activation));
        var experiment = new Experiment { Optimizer = new Adam(rate), Epochs = epochs };
        var trainer = new Trainer(experiment with { Layers = network.Layers(train, null, experiment.Optimizer) }, train);
        for (int step = 0; step < 40; step++)
        {
            if (step % 13 == 0) Assert.Empty(Doctor.Examine(trainer.Capture(), trainer.Train, trainer.Validation).Findings);
            trainer.Step();
        }
    }

    [Fact]
    public async Task A_slow_start_that_gets_there_in_the_epochs_to_come_is_not_blamed_on_the_rate()
    {
        Dataset all = Catalog.Load("gauss").Train;

        (Model model, _, IReadOnlyList<Finding> live) = await Train(new Experiment(new Dense(1, Activation.Sigmoid) { WeightInitializer = new Constant(-2) }) { Epochs = 200 }, all);

        Assert.True(model.Evaluate(all).Loss < 0.4);
        Assert.Empty(live);
    }

    // At a plateau every step raises the loss by a hair.
    [Fact]
    public async Task A_network_that_is_stuck_for_another_reason_is_not_told_to_take_shorter_steps()
    {
        Dense[] layers = [.. Enumerable.Range(0, 10).Select(_ => new Dense(10, Activation.Sigmoid)), new Dense(1, Activation.Sigmoid)];

        (_, _, IReadOnlyList<Finding> live) = await Train(new Experiment(layers) { Epochs = 30, Patience = 0 }, Catalog.Load("circle").Train);

        Assert.Contains(live, finding => finding.Code == "vanishing_gradient");
        Assert.DoesNotContain(live, finding => finding.Code == "rate_too_high");
    }

    // D9: through N sigmoid layers O(10⁻ᴺ) of the gradient arrives.
    [Fact]
    public void The_vanishing_gradient_is_measured_layer_by_layer_with_the_steps_it_would_take()
    {
        Model model = Planted.Raw([.. Enumerable.Range(0, 5).Select(_ => new Dense(4, Activation.Sigmoid)), new Dense(1)]);

        DoctorReport report = Doctor.Examine(model, Planted.Numbers(60, row => [Planted.Noise(row), Planted.Noise(row + 100)], Planted.Noise));

        double[] delta = [.. report.Layers.Select(layer => layer.Delta)];
        Assert.Equal(6, delta.Length);
        for (int i = 1; i < delta.Length; i++) Assert.InRange(delta[i - 1] / delta[i], 0.005, 0.5);
        Finding finding = report.Findings.First(finding => finding.Code == "vanishing_gradient");
        Assert.Matches(@"0\.7 needs about [\d,]{5,} steps of plain descent at the rate 1", finding.Message);
    }

    [Fact]
    public void Inputs_that_are_not_scaled_are_named()
    {
        Model model = Planted.Raw([new Dense(8, Activation.Tanh), new Dense(1)]);
        Dataset large = Planted.Numbers(60, row => [Planted.Noise(row), 5000 + Planted.Noise(row + 100)], Planted.Noise);
        Dataset tiny = Planted.Numbers(60, row => [1e-5 * Planted.Noise(row), 1e-6 * Planted.Noise(row + 100)], Planted.Noise);

        Assert.Contains("Input 'x2' has the mean 5E+03", Message(Doctor.Examine(model, large), "unscaled_inputs"), StringComparison.Ordinal);
        Assert.Contains("all samples look nearly the same", Message(Doctor.Examine(model, tiny), "unscaled_inputs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_overflow_are_told_with_their_cause_and_nothing_else_is()
    {
        Model model = Planted.Raw([new Dense(8, Activation.ReLU), new Dense(8, Activation.ReLU), new Dense(1)], factor: 1e200);

        Finding finding = Assert.Single(Doctor.Examine(model, Planted.Numbers(30, row => [Planted.Noise(row), 1], Planted.Noise)).Findings);

        Assert.Equal(("not_finite", Severity.Error, "dense_2"), (finding.Code, finding.Severity, finding.Layer));
        Assert.Contains("the first layer where they do: its inputs are as large as", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_construction_of_steps_is_not_blamed_for_having_no_slope()
    {
        Model gate = Hillock.Construction.Gate.Build("MAJORITY", 3).Model;
        Dataset rows = Dataset.FromArrays<double>([.. Enumerable.Range(0, 8).SelectMany(row => new double[] { row & 1, (row >> 1) & 1, row >> 2 })], 3, [.. Enumerable.Range(0, 8).Select(row => int.PopCount(row) >= 2 ? "1" : "0")]);

        Assert.Empty(Doctor.Examine(gate, rows).Findings);
    }

    [Fact]
    public void A_run_that_nobody_examines_gives_the_same_bits()
    {
        Planted planted = Planted.All["a straight line around a circle"];
        var plain = new Trainer(planted.Experiment, planted.Data);
        var watched = new Trainer(planted.Experiment, planted.Data);
        var doctor = new TrainingDoctor(watched);

        foreach (TrainingProgress _ in plain.RunAsync().ToBlockingEnumerable()) { }
        foreach (TrainingProgress progress in watched.RunAsync().ToBlockingEnumerable()) doctor.Examine(progress);

        Assert.Equal(plain.CreateModel().Hash, watched.CreateModel().Hash);
        Assert.NotEmpty(doctor.Findings);
    }

    [Fact]
    public async Task A_single_row_says_nothing_of_units_and_rate()
    {
        Dataset iris = Catalog.Load("iris").Train;
        (Model model, _, _) = await Train(new Experiment(new Dense(64, Activation.ReLU), new Dense(3, Activation.Softmax)) { Epochs = 3 }, iris);

        Assert.Empty(Doctor.Examine(model, iris.Subset([0])).Findings);
    }

    [Fact]
    public void Without_samples_there_is_nothing_to_examine() => Assert.Contains(
        "no samples", Assert.Throws<HillockException>(() => Doctor.Examine(Planted.Raw([new Dense(1)]), Planted.Numbers(3, row => [row, 1], row => row).Subset([]))).Message, StringComparison.Ordinal);

    private static void AssertFound(Planted planted, IReadOnlyList<Finding> findings)
    {
        Finding? found = findings.FirstOrDefault(finding => finding.Code == planted.Code);
        Assert.True(found is not null, $"{planted.Code} was not found, but {string.Join('\n', findings)}");
        if (planted.Layer is not null) Assert.Equal(planted.Layer, found.Layer);
        Assert.Contains(planted.Words, found.Message, StringComparison.Ordinal);
        Assert.NotEmpty(found.Advice);
    }

    private static string Message(DoctorReport report, string code) => report.Findings.Single(finding => finding.Code == code).Message;

    private static async Task<(Model Model, Trainer Trainer, IReadOnlyList<Finding> Live)> Train(Experiment experiment, Dataset data)
    {
        var trainer = new Trainer(experiment, data);
        var doctor = new TrainingDoctor(trainer);
        await foreach (TrainingProgress progress in trainer.RunAsync()) doctor.Examine(progress);
        return (trainer.CreateModel(), trainer, doctor.Findings);
    }
}
