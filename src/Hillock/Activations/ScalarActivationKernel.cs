using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Activations;

/// <summary>A function of one number and its derivative: all that a scalar activation consists of.</summary>
internal interface IScalarActivation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether <see cref="Derivative"/> reads z; otherwise it follows from a alone, and z it gets is a.</summary>
    static abstract bool DerivativeNeedsInput { get; }

    /// <summary>a = f(z).</summary>
    V Value<V>(V z)
        where V : struct, ISimd<V, T>;

    /// <summary>f′(z), where a = f(z) is already known.</summary>
    V Derivative<V>(V z, V a)
        where V : struct, ISimd<V, T>;
}

/// <summary>Applies a scalar activation to every element: a = f(z), dz = da ⊙ f′(z).</summary>
internal sealed class ScalarActivationKernel<V, T, TFunction>(TFunction function) : ActivationKernel<T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IScalarActivation<T>
{
    public override bool BackwardNeedsInput => TFunction.DerivativeNeedsInput;

    public override void Forward(ReadOnlySpan<T> z, Span<T> a, int width) =>
        Elementwise.Map<V, T, ValueOf>(new ValueOf(function), z, a);

    public override void Backward(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz, int width)
    {
        if (TFunction.DerivativeNeedsInput) Elementwise.Map<V, T, ThroughInput>(new ThroughInput(function), z, a, da, dz);
        else Elementwise.Map<V, T, ThroughOutput>(new ThroughOutput(function), a, da, dz);
    }

    private readonly struct ValueOf(TFunction function) : IUnaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W z)
            where W : struct, ISimd<W, T> => function.Value(z);
    }

    private readonly struct ThroughOutput(TFunction function) : IBinaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W a, W da)
            where W : struct, ISimd<W, T> => da * function.Derivative(a, a);
    }

    private readonly struct ThroughInput(TFunction function) : ITernaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W z, W a, W da)
            where W : struct, ISimd<W, T> => da * function.Derivative(z, a);
    }
}
