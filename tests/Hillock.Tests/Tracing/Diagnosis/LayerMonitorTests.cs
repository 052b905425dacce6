using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Tests.Training;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;

namespace Hillock.Tests.Tracing.Diagnosis;

public class LayerMonitorTests
{
    public static TheoryData<string, Precision> Activations
    {
        get
        {
            TheoryData<string, Precision> data = [];
            foreach (string activation in Activation.Names.Where(name => Activation.Parse(name) is not Step))
            {
                data.Add(activation, Precision.Single);
                data.Add(activation, Precision.Double);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void The_vitals_are_those_that_the_doctor_measures(string activation, Precision precision)
    {
        Layer[] layers =
        [
            new Dense(6, Activation.Parse(activation)), new Dropout(0.3), new Dense(5) { Frozen = true },
            new ActivationLayer(Activation.Parse(activation)), new Flatten(), new Dense(3, Activation.Softmax),
        ];
        var experiment = new Experiment(layers) { Precision = precision, Patience = 0, Optimizer = new Adam(0.01) };
        Dataset data = Toy.Classes(600);
        var trainer = new Trainer(experiment, data);
        LayerMonitor monitor = LayerMonitor.Create(trainer.Definition, trainer.Preprocessing, data, precision);
        double[] parameters = new double[trainer.Definition.ParameterCount];
        for (int round = 0; round < 3; round++)
        {
            trainer.CopyParametersTo(parameters);
            IReadOnlyList<LayerVitals> vitals = monitor.Measure(parameters);
            Assert.Equal(new Case(trainer.LastModel(), experiment, data).Layers, vitals);
            Assert.Equal(Doctor.Examine(trainer.Capture(), data).Layers, vitals);
            Toy.Run(trainer, 20);
        }
    }

    [Theory]
    [InlineData("sigmoid", 30, 0)]
    [InlineData("tanh", 30, 0)]
    [InlineData("relu", 0, 30)]
    public void Units_that_are_pushed_to_the_flat_end_are_counted(string activation, int saturated, int dead)
    {
        var trainer = new Trainer(new Experiment(new Dense(30, Activation.Parse(activation)), new Dense(3, Activation.Softmax)), Toy.Classes());
        LayerMonitor monitor = LayerMonitor.Create(trainer.Definition, trainer.Preprocessing, Toy.Classes());
        for (int unit = 0; unit < 30; unit++) trainer.SetParameter((4 * 30) + unit, -1000); // behind the weights lie the biases
        float[] parameters = new float[trainer.Definition.ParameterCount];
        trainer.CopyParametersTo(parameters);

        LayerVitals first = monitor.Measure(parameters)[0];
        Assert.Equal((30, saturated, dead), (first.Units, first.Saturated, first.Dead));
        Assert.Equal(0.0, first.GradientNorm!.Value, 1e-30);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var trainer = new Trainer(new Experiment(Toy.Classifier), Toy.Classes());
        LayerMonitor monitor = LayerMonitor.Create(trainer.Definition, trainer.Preprocessing, Toy.Classes());
        Assert.Throws<ArgumentException>(() => monitor.Measure(new float[1]));
        Assert.Throws<HillockException>(() => LayerMonitor.Create(trainer.Definition, trainer.Preprocessing, Toy.Classes().Subset([])));
        Assert.Throws<HillockException>(() => LayerMonitor.Create(trainer.Definition, trainer.Preprocessing, Toy.Numbers()));
        Assert.Throws<HillockException>(() => Doctor.Examine(trainer.Capture(), Toy.Classes().Subset([])));
    }
}
