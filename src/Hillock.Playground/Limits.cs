namespace Hillock.Playground;

/// <summary>How much visitors of the Playground may ask for, so that one cannot take what belongs to all.</summary>
public sealed record Limits
{
    /// <summary>Visitors at once.</summary>
    public int Sessions { get; init; } = 200;

    /// <summary>Bytes of one message, besides a file sent in pieces.</summary>
    public int MessageBytes { get; init; } = 4 << 20;

    /// <summary>Messages of one visitor a second, over a few seconds.</summary>
    public int MessagesPerSecond { get; init; } = 240;

    /// <summary>Bytes of a file brought to the page.</summary>
    public long FileBytes { get; init; } = 50 << 20;

    /// <summary>Pixels of a picture brought to the page.</summary>
    public int Pixels { get; init; } = 16 << 20;

    /// <summary>Rows of a table.</summary>
    public int Rows { get; init; } = 200_000;

    /// <summary>Columns of a table.</summary>
    public int Columns { get; init; } = 1000;

    /// <summary>Layers of a network.</summary>
    public int Layers { get; init; } = 24;

    /// <summary>Units of a layer.</summary>
    public int Units { get; init; } = 1024;

    /// <summary>Numbers that training may change.</summary>
    public int Parameters { get; init; } = 1_000_000;

    /// <summary>Epochs of a run.</summary>
    public int Epochs { get; init; } = 200_000;

    /// <summary>Time of the engine that a run may take.</summary>
    public TimeSpan TrainingTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Bytes of a run's past that are kept to travel back to, and of what a model was before it was taught.</summary>
    public long TimelineBytes { get; init; } = 32 << 20;

    /// <summary>Parameters times samples of a network whose loss surface is drawn.</summary>
    public long SurfaceSize { get; init; } = 20_000_000;

    /// <summary>Time without a word from a visitor after which the session ends.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);
}
