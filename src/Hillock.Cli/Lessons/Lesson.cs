namespace Hillock.Cli.Lessons;

/// <summary>A chapter of the introductory lectures, told with numbers that the library computes while it is read.</summary>
/// <param name="id">Its place in the curriculum: <c>D7</c>.</param>
/// <param name="title">What it is about.</param>
internal abstract class Lesson(string id, string title)
{
    /// <summary>All lessons in the curriculum's order.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new LunchLesson(), new GatesLesson(), new LinearCollapseLesson(),
        new XorLesson(), new BooleanLesson(), new ParityLesson(), new PolygonLesson(), new CheckerboardLesson(), new CylinderLesson(),
        new PulseLesson(), new OutputRangeLesson(), new CapacityLesson(),
        new ActivationLesson(), new JacobianLesson(),
        new ChainLesson(), new FactorsLesson(), new EquationsLesson(), new ErrorSharingLesson(), new WorkedExampleLesson(), new VanishingLesson(), new NewGradientsLesson(),
        new RiskLesson(), new PassesLesson(),
    ];

    public string Id => id;

    public string Title => title;

    /// <summary>The lesson by its id, in capitals or not; null: there is none.</summary>
    public static Lesson? Find(string id) => All.FirstOrDefault(lesson => lesson.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The lesson, piece by piece, computed as it is read.</summary>
    public abstract IEnumerable<Block> Blocks();
}
