using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Writing;

/// <summary>Writes lessons in one format.</summary>
public abstract class LessonWriter
{
    /// <summary>Writes a lesson as it is computed.</summary>
    /// <returns>Whether everything it claims was found true.</returns>
    public bool Write(Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        bool holds = true;
        Begin(lesson);
        foreach (Block block in lesson.Blocks())
        {
            holds &= block is not Check { Holds: false };
            Write(block);
        }

        End();
        return holds;
    }

    /// <summary>What stands before the first block.</summary>
    protected abstract void Begin(Lesson lesson);

    /// <summary>Writes one block.</summary>
    protected abstract void Write(Block block);

    /// <summary>What stands after the last block.</summary>
    protected virtual void End()
    {
    }
}
