using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Optimizers;

/// <summary>The formula of a gradient optimizer, written once for every width.</summary>
internal interface IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many of the slots <see cref="Invoke"/> uses; the others are not read, not written and cost nothing.</summary>
    static abstract int Slots { get; }

    /// <summary>Computes the step's coefficients. See <see cref="OptimizerKernel{T}.BeginStep"/>.</summary>
    void BeginStep(long step, double rate, Span<double> scalars);

    /// <summary>Updates one register of weights and what is remembered of them.</summary>
    void Invoke<V>(ref V w, V g, ref V slot0, ref V slot1, ref V slot2)
        where V : struct, ISimd<V, T>;
}
