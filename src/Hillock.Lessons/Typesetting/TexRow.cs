using System.Text;

namespace Hillock.Lessons.Typesetting;

/// <summary>Pieces after each other.</summary>
internal sealed record TexRow(IReadOnlyList<TexNode> Parts) : TexNode
{
    /// <summary>Whether another column stands before it, so that its first sign stands between two sides.</summary>
    public bool FollowsCut { get; init; }

    public override string Text
    {
        get
        {
            var text = new StringBuilder();
            TexNode? before = null;
            for (int i = 0; i < Parts.Count; i++)
            {
                TexNode part = Parts[i];
                bool isBetween = before is { Kind: TexKind.Ordinary or TexKind.Closing } and not TexSpace;
                switch (part.Kind)
                {
                    case TexKind.Relation when FollowsCut && i == 0:
                        text.Append(' ').Append(part.Text).Append(' ');
                        break;
                    case TexKind.Relation when part.Text == ":":
                        text.Append(": ");
                        break;
                    case TexKind.Relation:
                    case TexKind.Binary when isBetween:
                        Room(text);
                        text.Append(part.Text).Append(' ');
                        break;
                    case TexKind.Tight when part.Text == "·" && (before is TexFraction { IsHalf: false } || Parts.ElementAtOrDefault(i + 1) is TexFraction { IsHalf: false }):
                        Room(text);
                        text.Append("· ");
                        break;
                    case TexKind.Punctuation:
                        text.Append(part.Text).Append(' ');
                        break;
                    case TexKind.Function:
                        if (before is { Kind: TexKind.Ordinary } and not TexSpace) Room(text);
                        text.Append(part.Text);
                        if (Parts.ElementAtOrDefault(i + 1) is { } next and not TexSpace && (next.Kind != TexKind.Opening || part.Text[0] is 'Σ' or 'Π' or '∫')) text.Append(' ');
                        break;
                    default:
                        if (part is TexSpace or TexWords && part.Text.StartsWith(' ') && text.Length > 0 && text[^1] == ' ') text.Length--;
                        // a/2 before w would read as a/(2w).
                        if (before is TexFraction { IsHalf: false } && part is not (TexSpace or TexWords { IsName: false }) && part.Kind is TexKind.Ordinary or TexKind.Opening && text[^1] != ' ') text.Append('·');
                        text.Append(part.Text);
                        break;
                }

                before = part;
            }

            return text.ToString();
        }
    }

    public override string MathML => Parts is [{ } only] ? only.MathML : $"<mrow>{string.Concat(Parts.Select(part => part.MathML))}</mrow>";

    // ∂J and dz hold together; a product of two letters does not.
    public override string Tied => Parts switch
    {
        [] => "",
        [{ } only] => only.Tied,
        [TexSign { Content: "∂" or "d" }, ..] when Parts.All(part => part.Kind == TexKind.Ordinary) => Text,
        _ => $"({Text})",
    };

    private static void Room(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
    }
}
