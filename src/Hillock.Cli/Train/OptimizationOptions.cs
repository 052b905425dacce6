using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Definitions;
using Hillock.Distortions;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary>How it is trained: the options that change an <see cref="Experiment"/>.</summary>
internal sealed class OptimizationOptions
{
    private readonly ValueOption<Loss?> loss = new ValueOption<Loss?>(
        "--loss", "auto|NAME", NetworkOptions.AutoOr(Loss.Parse), "default: auto, which is cross_entropy, binary_cross_entropy or mean_squared_error").Offering(() => ["auto", .. Loss.Names]);

    private readonly ValueOption<double?> smoothing = new("--label-smoothing", "E", Read.Number, "spread this share of each class target over all classes");
    private readonly ValueOption<Optimizer?> optimizer = new ValueOption<Optimizer?>(
        "--optimizer", "NAME", Optimizer.Parse, "sgd, momentum, adam, …; without gradients: perceptron, least_squares; default: adam").Offering(() => Optimizer.Names);

    private readonly ValueOption<double?> rate = new("--lr", "RATE", Read.Number, "learning rate; default: the optimizer's, for adam 0.001");
    private readonly ValueOption<double?> momentum = new("--momentum", "M", Read.Number, "of sgd, momentum and nesterov; default: 0, 0.9 and 0.9");
    private readonly ValueOption<Schedule?> schedule = new ValueOption<Schedule?>("--schedule", "NAME", Schedule.Parse, "how the rate changes: cosine, step:10, …; default: constant").Offering(() => Schedule.Names);
    private readonly ValueOption<int?> batch = new("--batch", "N", Read.Integer, "samples per step, 0 for all; default: 32, or a 32nd of less than 1,024 rows");
    private readonly ValueOption<int?> epochs = new("--epochs", "N", Read.Integer, "passes over the training data, at most; default: 100");
    private readonly ValueOption<int?> patience = new(
        "--patience", "N", Read.Integer, "stop after N epochs without a better validation loss and restore the best weights; default: 10; 0: never stop early, keep the last");

    private readonly ValueOption<double?> tolerance = new("--tolerance", "EPS", Read.Number, "stop when the training loss moves less than this between epochs");
    private readonly ValueOption<double?> l1 = new("--l1", "X", Read.Number, "adds X·Σ|w| to the loss");
    private readonly ValueOption<double?> l2 = new("--l2", "X", Read.Number, "adds X/2·Σw² to the loss");
    private readonly ValueOption<double?> decay = new("--weight-decay", "X", Read.Number, "shrink weights by X·rate each step, apart from the gradient");
    private readonly ValueOption<double?> clip = new("--clip", "NORM", Read.Number, "limit the gradient's norm");
    private readonly ValueOption<double?> clipValue = new("--clip-value", "X", Read.Number, "limit each component of the gradient");
    private readonly ValueOption<double?> maxNorm = new("--max-norm", "NORM", Read.Number, "limit the norm of each unit's weights");
    private readonly ValueOption<ClassWeights?> classWeights = new ValueOption<ClassWeights?>(
        "--class-weights",
        "balanced|none",
        Read.OneOf<ClassWeights>(("balanced", ClassWeights.Balanced), ("none", ClassWeights.None)),
        "whether rare classes count more; default: none").Offering(() => ["balanced", "none"]);

    private readonly ValueOption<Augmentation?> augmentation = new ValueOption<Augmentation?>(
        "--augment", "NAME[,NAME]", Augmentation.Parse, "vary training images each time: affine, elastic, thickness, …, digits for handwriting").Offering(() => Augmentation.Names);

    private readonly ValueOption<ThresholdChoice?> threshold = new ValueOption<ThresholdChoice?>(
        "--threshold", "f1|cost:FP,FN|recall:R|X", ThresholdChoice.Parse, "for two classes: how the decision threshold is chosen, on the validation rows; default: 0.5").Offering(() => ["f1", "cost:", "recall:"]);

    private readonly ValueOption<long?> seed = new("--seed", "N", Read.Long, "where every random number comes from; default: 1");
    private readonly ValueOption<Precision?> precision = new ValueOption<Precision?>(
        "--precision", "single|double", Read.OneOf<Precision>(("single", Precision.Single), ("double", Precision.Double)), "numbers to compute with; default: single").Offering(() => ["single", "double"]);

    public Option[] Training => [loss, optimizer, rate, momentum, schedule, batch, epochs, seed, precision];

    public Option[] Stopping => [patience, tolerance];

    public Option[] Regularization => [l1, l2, decay, clip, clipValue, maxNorm, smoothing, augmentation, classWeights, threshold];

    /// <summary>The experiment with what the options say.</summary>
    /// <exception cref="ArgumentException">A number is impossible, or options contradict each other; the message is a sentence.</exception>
    public Experiment Apply(ParseResult parsed, Experiment start) => start with
    {
        Loss = parsed.GetResult(loss) is null ? start.Loss : parsed.GetValue(loss),
        Optimizer = Rule(parsed, start.Optimizer),
        Schedule = parsed.GetValue(schedule) ?? start.Schedule,
        BatchSize = parsed.GetValue(batch) ?? start.BatchSize,
        Epochs = parsed.GetValue(epochs) ?? start.Epochs,
        Patience = parsed.GetValue(patience) ?? start.Patience,
        Tolerance = parsed.GetValue(tolerance) ?? start.Tolerance,
        L1 = parsed.GetValue(l1) ?? start.L1,
        L2 = parsed.GetValue(l2) ?? start.L2,
        ClipNorm = parsed.GetValue(clip) ?? start.ClipNorm,
        ClipValue = parsed.GetValue(clipValue) ?? start.ClipValue,
        MaxNorm = parsed.GetValue(maxNorm) ?? start.MaxNorm,
        ClassWeights = parsed.GetValue(classWeights) ?? start.ClassWeights,
        Augmentation = parsed.GetValue(augmentation) ?? start.Augmentation,
        Threshold = parsed.GetValue(threshold) ?? start.Threshold,
        Seed = parsed.GetValue(seed) ?? start.Seed,
        Precision = parsed.GetValue(precision) ?? start.Precision,
    };

    /// <summary>The share for label smoothing.</summary>
    /// <exception cref="ArgumentException">It is impossible.</exception>
    public double Smoothing(ParseResult parsed)
    {
        double share = parsed.GetValue(smoothing) ?? 0;
        return new CrossEntropy(share).LabelSmoothing;
    }

    private Optimizer Rule(ParseResult parsed, Optimizer start)
    {
        Optimizer rule = parsed.GetValue(optimizer) ?? start;
        if (parsed.GetValue(rate) is { } learningRate)
        {
            rule = rule switch
            {
                GradientOptimizer gradient => gradient with { LearningRate = learningRate },
                Perceptron perceptron => perceptron with { LearningRate = learningRate },
                _ => throw new ArgumentException($"The optimizer '{rule.Name}' has no learning rate: leave out --lr."),
            };
        }

        if (parsed.GetValue(momentum) is { } kept)
        {
            rule = rule switch
            {
                Sgd sgd => new MomentumSgd(sgd.LearningRate) { Momentum = kept, WeightDecay = sgd.WeightDecay },
                MomentumSgd heavy => heavy with { Momentum = kept },
                NesterovSgd ahead => ahead with { Momentum = kept },
                _ => throw new ArgumentException($"The optimizer '{rule.Name}' has no momentum to set; sgd, momentum and nesterov have."),
            };
        }

        if (parsed.GetValue(decay) is not { } shrink) return rule;
        return rule is GradientOptimizer decayed
            ? decayed with { WeightDecay = shrink }
            : throw new ArgumentException($"The optimizer '{rule.Name}' has no weight decay: leave out --weight-decay.");
    }
}
