namespace Hillock.Construction;

/// <summary>Computes what a built network answers, from its saved weights but without the engine: an oracle, and quicker where most weights are 0.</summary>
internal interface INetworkEvaluator
{
    /// <summary>Computes the outputs of some rows. Any number of threads may ask at once.</summary>
    /// <param name="samples">[rows, inputs].</param>
    /// <param name="outputs">[rows, outputs].</param>
    void Predict(ReadOnlySpan<double> samples, Span<double> outputs);
}
