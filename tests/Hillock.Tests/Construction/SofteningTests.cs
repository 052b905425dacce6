using FsCheck;
using FsCheck.Fluent;
using Hillock.Activations;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Expressions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tensors;
using Hillock.Tests.Expressions;
using Hillock.Tests.Training;
using Hillock.Training;

namespace Hillock.Tests.Construction;

public class SofteningTests
{
    [Fact]
    public void A_softened_expression_is_as_sure_of_every_row() =>
        Prop.ForAll(RandomBoolean.Any.Where(written => written.Names.Length > 0).ToArbitrary(), written =>
        {
            var expression = BooleanExpression.Parse(written.Text);
            foreach (ConstructedNetwork network in (ConstructedNetwork[])[BooleanNetwork.Deep(expression), BooleanNetwork.Shallow(expression)])
            {
                Model soft = network.Soften();
                Assert.All(soft.Definition.Layers, layer => Assert.Equal(Activation.Sigmoid, ((Dense)layer).Activation));
                for (int row = 0; row < 1 << written.Names.Length; row++)
                {
                    double[] x = [.. Enumerable.Range(0, written.Names.Length).Select(i => (double)(row >> i & 1))];
                    double expected = written.Value(name => x[Array.IndexOf(written.Names, name)] == 1) ? 1 : 0;
                    Assert.InRange(Math.Abs(soft.Predict(x).Probabilities[1] - expected), 0, 0.01);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_form_of_many_products_stays_sure_too()
    {
        ConstructedNetwork parity = ParityNetwork.Build(9, ParityForm.Shallow);
        Model soft = parity.Soften();
        Assert.Equal(1, Correct(soft, parity.Samples()));
    }

    [Fact]
    public void An_edge_becomes_a_slope_of_the_width_asked_for()
    {
        // 3x + 4y ≥ 5: the line is 1 away from the origin.
        Model line = new(new ModelDefinition(new Shape(2), [new Dense(1, new Step(5))]), [3, 4, 0], Preprocessing.None(new Shape(2), TargetEncoding.Classes(LearningTask.Binary, ["0", "1"])));
        Model soft = Softening.Soften(line, 0.25);

        Assert.Equal(0.5, soft.Predict([0.6, 0.8]).Probabilities[1], 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(-1)), soft.Predict([0.75, 1]).Probabilities[1], 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(4)), soft.Predict([0.0, 0]).Probabilities[1], 1e-12);
    }

    [Fact]
    public void Regions_and_functions_keep_their_answers_away_from_their_edges()
    {
        var region = new Region([[(0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2)]], [[(0.2, 0.2), (0.5, 0.2), (0.5, 0.5)]]);
        ConstructedNetwork corner = RegionNetwork.Build(region);
        Assert.InRange(Correct(corner.Soften(), corner.Samples(4000)), 0.995, 1);

        ConstructedNetwork sine = PulseNetwork.Build(Formula.Parse("sin(2*pi*x)"), [0], [1], 200);
        Model soft = sine.Soften();
        Table table = sine.Samples(1000);
        double bound = sine.Verify().Bound!.Value;
        Assert.Equal(Activation.Linear, soft.Definition.OutputActivation);
        for (int row = 0; row < table.RowCount; row++)
            Assert.Equal(table.Columns[1].Number(row), soft.Predict([table.Columns[0].Number(row)]).Value, bound);
    }

    [Fact]
    public void Fine_parts_of_a_wide_region_stay()
    {
        // A comb of teeth half as wide as the usual blur.
        (double, double)[] teeth = [.. Enumerable.Range(0, 400).Select(i => (i / 2.0, i % 2 * 5.0))];
        ConstructedNetwork comb = RegionNetwork.Build(new Region([[(0, -1), .. teeth, (200, -1)]]));

        Assert.InRange(Correct(comb.Soften(), comb.Samples()), 0.99, 1);
        Assert.InRange(Correct(Softening.Soften(comb.Model, 1), comb.Samples()), 0, 0.95);
    }

    [Fact]
    public void Training_can_start_from_a_construction()
    {
        ConstructedNetwork xor = Gate.Build("XOR");
        Dataset rows = xor.Samples().ToDataset(xor.Model.Preprocessing);
        Experiment experiment = Experiment.Of(xor.Model) with { Optimizer = new Sgd(0.5), Validation = 0, Patience = 0, Epochs = 200 };
        Assert.Contains("step", Assert.Throws<HillockException>(() => new Trainer(experiment, rows, start: xor.Model)).Message, StringComparison.Ordinal);

        Model soft = xor.Soften();
        Trainer trainer = Toy.Run(new Trainer(experiment with { Layers = soft.Definition.Layers, Loss = soft.Definition.Loss }, rows, start: soft));

        Assert.Equal(Loss.BinaryCrossEntropy, soft.Definition.Loss);
        Assert.InRange(trainer.CreateModel().Evaluate(rows).Loss, 0, 0.99 * soft.Evaluate(rows).Loss);
        Assert.Equal(1, Correct(trainer.CreateModel(), xor.Samples()));
    }

    [Fact]
    public void What_has_no_step_is_refused()
    {
        Model linear = new(new ModelDefinition(new Shape(1), [new Dense(1)]), [1, 0], Preprocessing.None(new Shape(1), TargetEncoding.Numbers([0], [1])));
        Assert.Contains("no step", Assert.Throws<ArgumentException>(() => Softening.Soften(linear, 1)).Message, StringComparison.Ordinal);
        Model dropping = new(new ModelDefinition(new Shape(1), [new Dropout(0.5), new Dense(1, new Step())]), [1, 0], linear.Preprocessing);
        Assert.Contains("type dropout", Assert.Throws<ArgumentException>(() => Softening.Soften(dropping, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("width of an edge", Assert.Throws<ArgumentException>(() => Softening.Soften(Gate.Build("AND").Model, 0)).Message, StringComparison.Ordinal);
    }

    private static double Correct(Model model, Table table)
    {
        int inputs = table.Columns.Count - 1;
        return Enumerable.Range(0, table.RowCount).Average(row =>
            model.Predict([.. Enumerable.Range(0, inputs).Select(i => table.Columns[i].Number(row))]).Label == table.Columns[inputs].Text(row) ? 1.0 : 0);
    }
}
