using Hillock.Kernels;

namespace Hillock.Versus;

/// <summary>Matrices to multiply.</summary>
internal static class Matrices
{
    /// <summary>Numbers from −1 to 1, none of them 0, with the slack behind them that kernels need.</summary>
    public static float[] Fill(int count)
    {
        var stream = new RandomStream(1, RandomPurpose.Generation);
        float[] values = new float[count + Simd.Slack];
        for (int i = 0; i < count; i++) values[i] = ((int)stream.Bits(i) | 1) / 2147483648f;
        return values;
    }
}
