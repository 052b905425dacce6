namespace Hillock.Lessons;

/// <summary>The parts of the curriculum.</summary>
public enum LessonGroup
{
    /// <summary>The neuron and the perceptron.</summary>
    A,

    /// <summary>Networks as machines.</summary>
    B,

    /// <summary>Activations.</summary>
    C,

    /// <summary>Learning.</summary>
    D,
}

/// <summary>What the parts are called.</summary>
public static class LessonGroups
{
    /// <summary>The part's title.</summary>
    public static string Title(this LessonGroup group) => group switch
    {
        LessonGroup.A => "The neuron and the perceptron",
        LessonGroup.B => "Networks as machines: constructed, not trained",
        LessonGroup.C => "Activations",
        _ => "Learning",
    };
}
