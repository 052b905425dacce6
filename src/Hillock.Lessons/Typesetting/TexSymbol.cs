namespace Hillock.Lessons.Typesetting;

/// <summary>What a sign does to the room around it.</summary>
internal enum TexKind
{
    /// <summary>A name or a number.</summary>
    Ordinary,

    /// <summary>Between two terms, with room around it; a sign where nothing stands before it.</summary>
    Binary,

    /// <summary>Between two factors, with little room around it.</summary>
    Tight,

    /// <summary>Between two sides of a statement.</summary>
    Relation,

    Opening,
    Closing,
    Punctuation,

    /// <summary>A sum, an integral or the name of a function: what it applies to follows.</summary>
    Function,
}

/// <summary>The commands that stand for one sign or one word.</summary>
internal static class TexSymbol
{
    public static IReadOnlyDictionary<string, (string Text, TexKind Kind)> Commands { get; } = Table();

    /// <summary>The kind of a character that stands for itself.</summary>
    public static (string Text, TexKind Kind)? Of(char c) => c switch
    {
        '+' => ("+", TexKind.Binary),
        '-' => ("−", TexKind.Binary),
        '*' => ("∗", TexKind.Tight),
        '/' => ("/", TexKind.Tight),
        '=' or '<' or '>' => ($"{c}", TexKind.Relation),
        '(' or '[' => ($"{c}", TexKind.Opening),
        ')' or ']' or '!' => ($"{c}", TexKind.Closing),
        ',' or ';' => ($"{c}", TexKind.Punctuation),
        ':' => (":", TexKind.Relation),
        '|' or '?' or '.' => ($"{c}", TexKind.Ordinary),
        _ => char.IsAsciiLetter(c) ? ($"{c}", TexKind.Ordinary) : null,
    };

    private static Dictionary<string, (string, TexKind)> Table()
    {
        var table = new Dictionary<string, (string, TexKind)>(StringComparer.Ordinal);
        Add(TexKind.Ordinary, "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε eta η theta θ lambda λ mu μ pi π sigma σ phi φ varphi φ Delta Δ Sigma Σ Theta Θ Phi Φ");
        Add(TexKind.Ordinary, "partial ∂ nabla ∇ infty ∞ ell ℓ % % # # & & prime ′ lnot ¬ | ‖ top ᵀ");
        Add(TexKind.Binary, "dots … pm ± times × odot ⊙ oplus ⊕ land ∧ lor ∨ cup ∪ cap ∩ mid |");
        Add(TexKind.Tight, "cdot ·");
        Add(TexKind.Relation, "ge ≥ geq ≥ le ≤ leq ≤ ne ≠ neq ≠ approx ≈ equiv ≡ to → leftarrow ← gets ← in ∈ mapsto ↦ Rightarrow ⇒ propto ∝ sim ~ ll ≪ gg ≫");
        Add(TexKind.Opening, "{ { lfloor ⌊ lceil ⌈ langle ⟨");
        Add(TexKind.Closing, "} } rfloor ⌋ rceil ⌉ rangle ⟩");
        Add(TexKind.Function, "sum Σ prod Π int ∫ max max min min ln ln log log exp exp sin sin cos cos tanh tanh arg arg");
        return table;

        void Add(TexKind kind, string pairs)
        {
            string[] words = pairs.Split(' ');
            for (int i = 0; i < words.Length; i += 2) table.Add(words[i], (words[i + 1], kind));
        }
    }
}
