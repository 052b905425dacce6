using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Learning;
using Hillock.Lessons.Machines;
using Hillock.Lessons.Neurons;
using Hillock.Lessons.Nonlinearities;

namespace Hillock.Lessons;

/// <summary>A chapter of the introductory lectures, told with numbers that the library computes while it is read.</summary>
public abstract class Lesson
{
    private protected Lesson(string id, string title) => (Id, Title) = (id, title);

    /// <summary>All lessons in the curriculum's order.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new PartsLesson(), new ThresholdLesson(), new LunchLesson(), new GatesLesson(), new RosenblattLesson(), new LeastSquaresLesson(), new LinearCollapseLesson(),
        new XorLesson(), new BooleanLesson(), new ParityLesson(), new PolygonLesson(), new CheckerboardLesson(), new CylinderLesson(),
        new PulseLesson(), new OutputRangeLesson(), new CapacityLesson(),
        new FunctionsLesson(), new ActivationLesson(), new JacobianLesson(),
        new ForwardLesson(), new LossLesson(), new ChainLesson(), new FactorsLesson(), new EquationsLesson(), new ErrorSharingLesson(), new WorkedExampleLesson(),
        new DescentLesson(), new VanishingLesson(), new TargetsLesson(), new NewGradientsLesson(), new RiskLesson(), new PassesLesson(),
    ];

    /// <summary>Its place in the curriculum: <c>D7</c>.</summary>
    public string Id { get; }

    /// <summary>What it is about.</summary>
    public string Title { get; }

    /// <summary>The part of the curriculum that it belongs to: the letter of its id.</summary>
    public LessonGroup Group => Enum.Parse<LessonGroup>(Id.AsSpan(0, 1));

    /// <summary>The lesson by its id, in capitals or not; null: there is none.</summary>
    public static Lesson? Find(string id) => All.FirstOrDefault(lesson => lesson.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>How each of its exercises is posed, from the numbers that are drawn for it.</summary>
    private protected virtual IReadOnlyList<Func<Draw, Exercise>> Posed => [];

    /// <summary>The lesson, piece by piece.</summary>
    private protected abstract IEnumerable<Block> Tell();

    /// <summary>The lesson, piece by piece, computed as it is read.</summary>
    public IEnumerable<Block> Blocks()
    {
        int tries = 0;
        foreach (Block block in Tell())
        {
            if (block is Try attempt) yield return attempt.In(Id, ++tries);
            else yield return block;
        }
    }

    /// <summary>Its exercises with numbers drawn from a seed, and their answers.</summary>
    public IReadOnlyList<Exercise> Exercises(long seed = 1) => [.. Posed.Select((pose, i) =>
    {
        string id = $"{Id}.{i + 1}";
        return pose(new Draw(seed, id)) with { Id = id };
    })];
}
