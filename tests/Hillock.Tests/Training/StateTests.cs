using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class StateTests
{
    // Everything at once that a state must hold: dropout, slots, a schedule with a memory, the best weights so far.
    private static readonly Experiment Demanding = new(new Dense(8, Activation.Tanh), new Dropout(0.3), new Dense(3, Activation.Softmax))
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

    public static TheoryData<string> Runs =>
    [
        .. Optimizer.Names.Where(name => Optimizer.Parse(name) is GradientOptimizer),
        .. Schedule.Names.Select(name => "schedule " + name),
        "double", "tolerance", "patience", "lbfgs", "lbfgs to the end", "least_squares", "perceptron", "perceptron in a circle",
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public void From_every_state_backward_or_forward_a_run_goes_on_with_the_same_bits(string run)
    {
        (Experiment experiment, Dataset data) = Run(run);
        var unbroken = new Trainer(experiment, data, threads: 1);
        List<TrainerState> states = [unbroken.Capture()];
        List<byte[]> models = [Toy.Bytes(unbroken.CreateModel())];
        while (unbroken.StopReason is null)
        {
            unbroken.Step();
            states.Add(unbroken.Capture());
            models.Add(Toy.Bytes(unbroken.CreateModel()));
        }

        // The same trainer goes back; another one, which has done nothing yet, jumps to and fro.
        var other = new Trainer(experiment, data, threads: 2);
        int last = states.Count - 1;
        int[] jumps = [last, 0, last / 2, 1, last - 1, (last / 2) + 1, last / 3];
        foreach (int jump in jumps)
        {
            foreach (Trainer trainer in (Trainer[])[unbroken, other])
            {
                trainer.Restore(states[jump]);
                for (int step = jump; step <= last; step++)
                {
                    Assert.Equal(states[step].History, trainer.History);
                    Assert.Equal(states[step].StopReason, trainer.StopReason);
                    Assert.Equal(states[step].RunningLoss, trainer.RunningLoss);
                    Assert.Equal(models[step], Toy.Bytes(trainer.CreateModel()));
                    trainer.Step();
                }
            }
        }
    }

    [Fact]
    public void A_state_tells_where_the_run_stood_and_stays_as_it_is()
    {
        var trainer = new Trainer(Demanding with { Patience = 0 }, Toy.Classes());
        Toy.Run(trainer, 17); // 45 samples in batches of 7: 7 steps an epoch
        TrainerState state = trainer.Capture();
        double loss = trainer.RunningLoss;
        float[] parameters = new float[trainer.Definition.ParameterCount];
        trainer.CopyParametersTo(parameters);
        byte[] model = Toy.Bytes(trainer.CreateModel());
        Toy.Run(trainer, 10);

        Assert.Equal((2, 3, 7, 17L), (state.Epoch, state.StepInEpoch, state.StepsPerEpoch, state.Steps));
        Assert.Equal((3, 6), (trainer.Epoch, trainer.StepInEpoch));
        Assert.Equal(trainer.History.Take(2), state.History);
        Assert.Equal(loss, state.RunningLoss);
        float[] copied = new float[parameters.Length];
        state.CopyParametersTo(copied);
        Assert.Equal(parameters, copied);
        Assert.Equal(model, Toy.Bytes(state.CreateModel()));
    }

    [Fact]
    public void A_states_model_has_its_own_parameters_and_not_the_best_ones()
    {
        Trainer trainer = Toy.Run(new Trainer(Run("patience").Experiment, Toy.Classes()));
        Model last = trainer.Capture().CreateModel();

        double[] parameters = new double[trainer.Definition.ParameterCount];
        trainer.CopyParametersTo(parameters);
        Assert.Equal(parameters, last.AllParameters());
        Assert.NotEqual(parameters, trainer.CreateModel().AllParameters());
        Assert.Equal(trainer.Epoch, last.Training!.BestEpoch);
    }

    [Fact]
    public void A_states_model_has_the_threshold_that_the_experiment_asks_for()
    {
        var experiment = new Experiment(new Dense(1, Activation.Sigmoid)) { Threshold = ThresholdChoice.Parse("0.3"), Validation = 0, Patience = 0, Epochs = 2 };
        Trainer trainer = Toy.Run(new Trainer(experiment, Toy.Gate(0, 0, 0, 1)));
        Assert.Equal(0.3, trainer.Capture().CreateModel().DecisionThreshold);
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Parameters_are_copied_in_the_order_of_the_definition_in_either_precision(Precision precision)
    {
        Trainer trainer = Toy.Run(new Trainer(Demanding with { Precision = precision, Patience = 0 }, Toy.Classes()), 5);
        int count = trainer.Definition.ParameterCount;
        double[] expected = trainer.CreateModel().AllParameters();
        double[] wide = new double[count], wideOfState = new double[count];
        float[] narrow = new float[count], narrowOfState = new float[count];
        trainer.CopyParametersTo(wide);
        trainer.CopyParametersTo(narrow);
        trainer.Capture().CopyParametersTo(wideOfState);
        trainer.Capture().CopyParametersTo(narrowOfState);

        Assert.Equal(expected, wide);
        Assert.Equal(expected, wideOfState);
        Assert.Equal(expected.Select(value => (float)value), narrow);
        Assert.Equal(narrow, narrowOfState);
        Assert.Throws<ArgumentException>(() => trainer.CopyParametersTo(new float[count + 1]));
        Assert.Throws<ArgumentException>(() => trainer.Capture().CopyParametersTo(new double[count - 1]));
    }

    [Fact]
    public void A_states_size_does_not_grow_with_the_run()
    {
        var trainer = new Trainer(Demanding with { Patience = 0, Epochs = 400, BatchSize = 0, Validation = 0 }, Toy.Classes());
        long size = Toy.Run(trainer, 1).Capture().SizeInBytes;
        Assert.Equal(size, Toy.Run(trainer, 399).Capture().SizeInBytes);

        // Parameters and two moments of Adam, in single precision.
        Assert.InRange(size, 3 * 4 * trainer.Definition.ParameterCount, 6 * 4 * (trainer.Definition.ParameterCount + 100));
    }

    [Fact]
    public void Runs_that_branch_off_one_state_keep_their_own_histories()
    {
        Experiment experiment = Demanding with { Patience = 0, BatchSize = 0 };
        var trainer = new Trainer(experiment, Toy.Classes());
        TrainerState fork = Toy.Run(trainer, 3).Capture();
        TrainerState first = Toy.Run(trainer, 4).Capture();
        trainer.Restore(fork);
        trainer.SetParameter(0, 2);
        TrainerState second = Toy.Run(trainer, 4).Capture();

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], second.History.Select(epoch => epoch.Epoch));
        Assert.Equal(first.History.Take(3), second.History.Take(3));
        Assert.NotEqual(first.History[3], second.History[3]);
        Assert.Equal(3, fork.History.Count);
        Assert.Equal(Toy.Run(new Trainer(experiment, Toy.Classes()), 7).History, first.History);
    }

    [Fact]
    public void A_state_of_another_experiment_or_other_data_is_refused()
    {
        TrainerState state = Toy.Run(new Trainer(Demanding, Toy.Classes()), 10).Capture();
        (Experiment Experiment, Dataset Data, string Sentence)[] others =
        [
            (Demanding with { Seed = 2 }, Toy.Classes(), "The state is of another experiment: only --epochs may change when a run is resumed."),
            (Demanding, Toy.Classes(seed: 2), "The state was made on other training data."),
        ];
        foreach ((Experiment experiment, Dataset data, string sentence) in others)
        {
            var trainer = new Trainer(experiment, data);
            byte[] before = Toy.Bytes(trainer.CreateModel());
            Assert.Equal(sentence, Assert.Throws<HillockException>(() => trainer.Restore(state)).Message);
            Assert.Equal(before, Toy.Bytes(trainer.CreateModel()));
        }

        TrainerState late = Toy.Run(new Trainer(Demanding with { Patience = 0 }, Toy.Classes())).Capture();
        string message = Assert.Throws<HillockException>(() => new Trainer(Demanding with { Patience = 0, Epochs = 2 }, Toy.Classes()).Restore(late)).Message;
        Assert.Equal("The state goes too far: 12 epochs are already done, more than the 2 asked for.", message);
    }

    [Fact]
    public void A_run_that_diverged_goes_on_from_a_state_before()
    {
        var experiment = new Experiment(new Dense(1)) { Optimizer = new Sgd(50), Validation = 0, Patience = 0, BatchSize = 0 };
        var trainer = new Trainer(experiment, Toy.Numbers());
        TrainerState start = Toy.Run(trainer, 2).Capture();
        byte[] third = Toy.Bytes(Toy.Run(trainer, 1).CreateModel());
        Assert.Throws<HillockException>(() => Toy.Run(trainer));

        trainer.Restore(start);
        Assert.Equal(third, Toy.Bytes(Toy.Run(trainer, 1).CreateModel()));
    }

    public static TheoryData<string> Methods => ["sgd", "adam", "lbfgs", "perceptron"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_parameter_set_by_hand_is_where_training_goes_on_from(string optimizer)
    {
        (Experiment experiment, Dataset data) = optimizer == "perceptron" ? Run(optimizer) : Run("lbfgs");
        experiment = experiment with { Optimizer = Optimizer.Parse(optimizer), Precision = Precision.Double };
        var edited = new Trainer(experiment, data);
        Model start = edited.CreateModel();
        double[] parameters = start.AllParameters();
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = 0.1 * (i + 1);
            edited.SetParameter(i, parameters[i]);
        }

        // Before the first step nothing is remembered of the old parameters.
        var expected = new Trainer(experiment, data, start: new Model(start.Definition, parameters, start.Preprocessing));
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(expected.CreateModel().AllParameters(), edited.CreateModel().AllParameters());
            edited.Step();
            expected.Step();
        }
    }

    [Theory]
    [InlineData("perceptron")]
    [InlineData("lbfgs to the end")]
    [InlineData("least_squares")]
    public void What_was_done_goes_on_once_a_parameter_is_set_by_hand(string name)
    {
        (Experiment experiment, Dataset data) = Run(name);
        Trainer trainer = Toy.Run(new Trainer(experiment, data));
        int done = trainer.Epoch;
        Assert.InRange(done, 1, experiment.Epochs - 1);
        trainer.SetParameter(0, -3);

        Assert.Null(trainer.StopReason);
        trainer.Step();
        Assert.Equal(done + 1, trainer.Epoch);
    }

    [Fact]
    public void Only_finite_numbers_are_set_and_only_where_there_is_a_parameter()
    {
        var trainer = new Trainer(Demanding, Toy.Classes());
        int count = trainer.Definition.ParameterCount;
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.SetParameter(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.SetParameter(count, 0));
        foreach (double value in (double[])[double.NaN, double.PositiveInfinity, 1e39]) Assert.Throws<ArgumentException>(() => trainer.SetParameter(0, value));
    }

    public static TheoryData<string> GradientOptimizers => [.. Optimizer.Names.Where(name => Optimizer.Parse(name) is GradientOptimizer)];

    [Theory]
    [MemberData(nameof(GradientOptimizers))]
    public void Whoever_goes_on_at_another_rate_gets_what_a_schedule_that_changes_it_there_gives(string name)
    {
        // A schedule halves the rate after epoch 2; by hand the same is done there and in the middle of epoch 4 undone.
        var optimizer = (GradientOptimizer)Optimizer.Parse(name) with { LearningRate = 1.0 / 16 };
        Experiment scheduled = Demanding with { Optimizer = optimizer, Schedule = new MultiStepSchedule { Milestones = [2], Gamma = 0.5 }, Validation = 0, Patience = 0 };
        var expected = new Trainer(scheduled, Toy.Classes());
        Trainer first = Toy.Run(new Trainer(scheduled with { Schedule = Schedule.Constant }, Toy.Classes()), 2 * expected.StepsPerEpoch);
        var second = new Trainer(scheduled with { Schedule = Schedule.Constant, Optimizer = optimizer with { LearningRate = 1.0 / 32 } }, Toy.Classes());
        second.ContinueFrom(first.Capture());

        Toy.Run(expected, (3 * expected.StepsPerEpoch) + 4);
        Toy.Run(second, expected.StepsPerEpoch + 4);
        Assert.Equal((3, 4), (second.Epoch, second.StepInEpoch));
        Assert.Equal(expected.CreateModel().AllParameters(), second.CreateModel().AllParameters());
        Assert.Equal(expected.History.Select(epoch => epoch.TrainingLoss), second.History.Select(epoch => epoch.TrainingLoss));
    }

    [Fact]
    public void Another_optimizer_or_batch_goes_on_from_the_weights_and_epochs_alone()
    {
        TableDataset data = Toy.Classes();
        Experiment first = Demanding with { Patience = 0, Validation = 0 };
        Experiment[] others = [first with { Optimizer = new Sgd(0.1) }, first with { BatchSize = 20 }, new(Toy.Classifier) { Optimizer = new LBfgs(), Validation = 0, Patience = 0 }];
        Trainer before = Toy.Run(new Trainer(first, data), 10);
        TrainerState state = before.Capture();
        foreach (Experiment other in others)
        {
            var after = new Trainer(other, data);
            after.ContinueFrom(state);
            Assert.Equal(before.CreateModel().AllParameters(), after.CreateModel().AllParameters());
            Assert.Equal(before.Epoch, after.Epoch);
            Assert.Equal(after.StepsPerEpoch == before.StepsPerEpoch ? before.StepInEpoch : 0, after.StepInEpoch);
            double loss = after.RunningLoss;
            Toy.Run(after, 2 * after.StepsPerEpoch);
            Assert.True(after.RunningLoss < loss, $"{other.Optimizer.Name}: {after.RunningLoss} after {loss}");
        }
    }

    [Fact]
    public void A_state_of_another_network_or_of_other_data_is_refused()
    {
        TrainerState state = new Trainer(Demanding, Toy.Classes()).Capture();
        var wider = new Trainer(Demanding with { Layers = [new Dense(9, Activation.Tanh), new Dense(3, Activation.Softmax)] }, Toy.Classes());
        Assert.Contains("parameters differ", Assert.Throws<HillockException>(() => wider.ContinueFrom(state)).Message, StringComparison.Ordinal);
        var elsewhere = new Trainer(Demanding, Toy.Classes(seed: 2));
        Assert.Contains("encoded otherwise", Assert.Throws<HillockException>(() => elsewhere.ContinueFrom(state)).Message, StringComparison.Ordinal);
    }

    private static (Experiment Experiment, Dataset Data) Run(string name)
    {
        Experiment plain = new(Toy.Classifier) { Epochs = 10, Patience = 0, Validation = 0 };
        Experiment rule = new(new Dense(1, Activation.Step)) { Optimizer = new Perceptron(), Epochs = 40, Patience = 0, Validation = 0 };
        Experiment line = new(new Dense(1)) { Epochs = 50, Patience = 0, Validation = 0 };
        return name switch
        {
            "double" => (Demanding with { Precision = Precision.Double, Patience = 0 }, Toy.Classes()),
            "tolerance" => (plain with { Tolerance = 0.05, BatchSize = 0, Optimizer = new Adam(0.05), Epochs = 40 }, Toy.Classes()),
            "patience" => (plain with { Patience = 2, Validation = 0.3, Optimizer = new Adam(0.1), Epochs = 40 }, Toy.Classes()),
            "lbfgs" => (plain with { Optimizer = new LBfgs() }, Toy.Classes()),
            "lbfgs to the end" => (line with { Optimizer = new LBfgs() }, Toy.Numbers()),
            "least_squares" => (line with { Optimizer = new LeastSquares() }, Toy.Numbers()),
            "perceptron" => (rule, Toy.Gate(0, 0, 0, 1)),
            "perceptron in a circle" => (rule, Toy.Gate(0, 1, 1, 0)),
            _ when name.StartsWith("schedule ", StringComparison.Ordinal) => (Demanding with { Schedule = Schedule.Parse(name["schedule ".Length..]) }, Toy.Classes()),
            _ => (Demanding with { Optimizer = Optimizer.Parse(name) }, Toy.Classes()),
        };
    }
}
