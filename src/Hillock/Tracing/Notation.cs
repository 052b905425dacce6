namespace Hillock.Tracing;

/// <summary>How a lecture writes the same quantities. Our weights are [in][out] in all of them: row i, column j leads from i to j.</summary>
public enum Notation
{
    /// <summary>zˡ, aˡ, δˡ and the cost C, layer by layer; the weight from k to j is w_jk, our weights transposed; a⁰ = x.</summary>
    Layers,

    /// <summary>Samples as rows: H_in = X·W₁, H_out = f(H_in), O_in = H_out·W₂, O_out = f(O_in); the weight from i to j is W[i, j], as ours.</summary>
    Rows,

    /// <summary>z⁽ᵏ⁾, y⁽ᵏ⁾ and the divergence Div; the weight from i of layer k − 1 to j of layer k is w_ij⁽ᵏ⁾, as ours; y⁽⁰⁾ = x.</summary>
    Div,
}
