using Hillock.Expressions;

namespace Hillock.Construction;

/// <summary>Translates a Boolean expression to threshold units, piece by piece.</summary>
/// <remarks>
/// What is known without looking at the inputs costs no unit: constants, x ∧ x, x ∧ ¬x, x ⊕ x. An AND within an AND is one AND.
/// </remarks>
internal sealed class ExpressionCircuit(Circuit circuit)
{
    /// <summary>The signal that is 1 where the expression is.</summary>
    public Signal Translate(BooleanNode node) => Read(node) switch
    {
        { Signal: { } signal } => signal,
        { Value: var value } => circuit.Constant(value),
    };

    private Piece Read(BooleanNode node) => node switch
    {
        BooleanConstant constant => new Piece(null, constant.Value),
        BooleanVariable variable => new Piece(new Signal(variable.Index), false),
        BooleanNot not => !Read(not.Operand),
        BooleanAnd and => Join(Flatten(and, inner => (inner as BooleanAnd)?.Operands), neutral: true, circuit.And),
        BooleanOr or => Join(Flatten(or, inner => (inner as BooleanOr)?.Operands), neutral: false, circuit.Or),
        BooleanXor xor => Odd(Flatten(xor, inner => (inner as BooleanXor)?.Operands)),
        _ => throw new ArgumentException($"There is no circuit for {node.GetType().Name}."),
    };

    private static IEnumerable<BooleanNode> Flatten(BooleanNode node, Func<BooleanNode, ValueList<BooleanNode>?> operandsOfSameKind) =>
        operandsOfSameKind(node)?.SelectMany(inner => Flatten(inner, operandsOfSameKind)) ?? [node];

    /// <summary>AND, for which 1 is neutral, or OR, for which 0 is.</summary>
    private Piece Join(IEnumerable<BooleanNode> operands, bool neutral, Func<IReadOnlyCollection<Signal>, Signal> join)
    {
        HashSet<Signal> signals = [];
        foreach (Piece piece in operands.Select(Read))
        {
            if (piece.Signal is { } signal) signals.Add(signal);
            else if (piece.Value != neutral) return piece;
        }

        if (signals.Any(signal => signals.Contains(!signal))) return new Piece(null, !neutral);
        return signals.Count switch
        {
            0 => new Piece(null, neutral),
            1 => new Piece(signals.First(), false),
            _ => new Piece(join(signals), false),
        };
    }

    // Pairs of the same signal cancel; every ¬ and every 1 turns the result over.
    private Piece Odd(IEnumerable<BooleanNode> operands)
    {
        bool turned = false;
        List<Signal> signals = [];
        foreach (Piece piece in operands.Select(Read))
        {
            turned ^= piece.Signal?.IsNegated ?? piece.Value;
            if (piece.Signal is not { } signal) continue;
            var plain = new Signal(signal.Index);
            if (!signals.Remove(plain)) signals.Add(plain);
        }

        if (signals.Count == 0) return new Piece(null, turned);
        var odd = new Piece(circuit.Odd(signals), false);
        return turned ? !odd : odd;
    }

    /// <summary>A signal, or what is always the same.</summary>
    private readonly record struct Piece(Signal? Signal, bool Value)
    {
        public static Piece operator !(Piece piece) => piece.Signal is { } signal ? new Piece(!signal, false) : new Piece(null, !piece.Value);
    }
}
