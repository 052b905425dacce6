using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;

namespace Hillock.Lessons.Writing;

/// <summary>Writes lessons and their exercises in one format.</summary>
public abstract class LessonWriter
{
    /// <summary>Writes a lesson as it is computed.</summary>
    /// <returns>Whether everything it claims was found true.</returns>
    public bool Write(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        bool holds = true;
        Begin($"{lesson.Id}  {lesson.Title}");
        foreach (Block block in lesson.Blocks())
        {
            holds &= block is not Check { Holds: false };
            Write(block);
        }

        if (lesson.Exercises() is { Count: > 0 and var count })
            Write(new Prose($"There {(count == 1 ? "is an exercise" : $"are {count} exercises")} about this: `hillock lesson {lesson.Id} --exercises`"));
        End();
        return holds;
    }

    /// <summary>Writes the exercises of some lessons, then, apart from them, the answers.</summary>
    /// <param name="lessons">The lessons.</param>
    /// <param name="seed">Draws the numbers.</param>
    /// <param name="answers">Whether hints, answers and solutions are written too.</param>
    public void WriteExercises(IReadOnlyList<Lesson> lessons, long seed, bool answers)
    {
        ArgumentNullException.ThrowIfNull(lessons);
        (Lesson Lesson, IReadOnlyList<Exercise> Exercises)[] sheet = [.. lessons.Select(lesson => (lesson, lesson.Exercises(seed)))];
        Begin($"Exercises, seed {seed}");
        foreach ((Lesson lesson, IReadOnlyList<Exercise> exercises) in sheet)
        {
            Write(new Heading($"{lesson.Id}  {lesson.Title}"));
            foreach (Exercise exercise in exercises) WriteQuestion(exercise);
        }

        if (answers)
        {
            TurnPage();
            foreach ((Lesson lesson, IReadOnlyList<Exercise> exercises) in sheet)
            {
                Write(new Heading($"Answers to {lesson.Id}"));
                foreach (Exercise exercise in exercises) WriteAnswer(exercise);
            }
        }

        End();
    }

    /// <summary>What stands before the first block.</summary>
    protected abstract void Begin(string title);

    /// <summary>Writes one block.</summary>
    protected abstract void Write(Block block);

    /// <summary>Writes a question; by default its blocks, and what there is to choose from.</summary>
    protected virtual void WriteQuestion(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        WriteNumbered(exercise.Id, exercise.Question);
        if (exercise.Answer is ChoiceAnswer choice)
        {
            foreach ((int i, Option option) in choice.Options.Index()) Write(new Prose($"{ChoiceAnswer.Letter(i)}) {option.Text}"));
        }
    }

    /// <summary>Writes what the answers stand apart by.</summary>
    protected virtual void TurnPage()
    {
    }

    /// <summary>What stands after the last block.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Writes an answer: the hint, what is right, and the way to it.</summary>
    protected void WriteAnswer(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        WriteNumbered(exercise.Id, [new Prose(exercise.Answer.Text), new Prose($"Hint: {exercise.Hint}"), .. exercise.Solution]);
    }

    // The number stands at the beginning of the first paragraph.
    private void WriteNumbered(string id, IReadOnlyList<Block> blocks)
    {
        for (int i = 0; i < blocks.Count; i++) Write(i == 0 && blocks[i] is Prose first ? new Prose($"{id}  {first.Text}") : blocks[i]);
    }
}
