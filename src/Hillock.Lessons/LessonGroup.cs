namespace Hillock.Lessons;

/// <summary>The parts of the curriculum.</summary>
public enum LessonGroup
{
    /// <summary>The neuron and the perceptron.</summary>
    A,

    /// <summary>Networks as machines: constructed, not trained.</summary>
    B,

    /// <summary>Activations.</summary>
    C,

    /// <summary>Learning.</summary>
    D,
}
