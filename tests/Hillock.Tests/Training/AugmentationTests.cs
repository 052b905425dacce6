using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Tests.Training;

public class AugmentationTests
{
    private static readonly Experiment Varied = new(new Flatten(), new Dense(40, Activation.ReLU), new Dense(10, Activation.Softmax))
    {
        Epochs = 2,
        BatchSize = 50,
        Augmentation = new Augmentation([.. Distortion.Names.Select(Distortion.Parse)]),
    };

    [Theory]
    [InlineData("single")]
    [InlineData("double")]
    public void Threads_change_no_bit_of_a_model_of_varied_pictures(string precision)
    {
        Experiment experiment = Varied with { Precision = Enum.Parse<Precision>(precision, ignoreCase: true) };
        byte[] one = Train(1);
        foreach (int threads in (int[])[2, 7]) Assert.Equal(one, Train(threads));

        byte[] Train(int threads) => Toy.Bytes(Toy.Run(new Trainer(experiment, Digits(300), threads: threads)).CreateModel());
    }

    [Fact]
    public void A_run_resumed_in_the_middle_of_an_epoch_sees_the_same_pictures()
    {
        using TemporaryFolder folder = new();
        var stopped = new Trainer(Varied, Digits(300));
        for (int i = 0; i < 7; i++) stopped.Step();
        stopped.SaveCheckpoint(folder.Path);

        var resumed = new Trainer(Varied, Digits(300));
        Assert.True(resumed.Resume(folder.Path));

        Assert.Equal(Toy.Bytes(Toy.Run(new Trainer(Varied, Digits(300))).CreateModel()), Toy.Bytes(Toy.Run(resumed).CreateModel()));
    }

    [Fact]
    public void Pictures_for_validation_stay_as_they_are()
    {
        // The weights do not move: whatever the validation loss is, it is that of the same pictures every epoch.
        Experiment still = Varied with { Optimizer = new Sgd(1e-30), Epochs = 3 };

        Trainer trainer = Toy.Run(new Trainer(still, Digits(300)));

        Assert.Single(trainer.History.Select(epoch => epoch.ValidationLoss).Distinct());
        Assert.Equal(3, trainer.History.Select(epoch => epoch.TrainingLoss).Distinct().Count());
    }

    [Fact]
    public void What_has_no_pictures_or_no_batches_is_refused()
    {
        var table = Assert.Throws<HillockException>(() => new Trainer(new Experiment(Toy.Classifier) { Augmentation = Augmentation.Digits }, Toy.Classes()));
        var batches = Assert.Throws<HillockException>(() => new Trainer(Varied with { Optimizer = new LBfgs(), BatchSize = null }, Digits(300)));

        Assert.Contains("rows of a table", table.Message, StringComparison.Ordinal);
        Assert.Contains("'lbfgs'", batches.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Augmentation());
    }

    private static ImageDataset Digits(int count) => (ImageDataset)Catalog.Load("digits").Train.Subset([.. Enumerable.Range(0, count)]);
}
