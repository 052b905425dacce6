namespace Hillock.Tracing.Typesetting;

/// <summary>A piece of a formula that knows its value: it can be set in symbols, set in numbers, and computed, all from the one tree.</summary>
/// <remarks>Values are computed by plain scalar operations in double, not by the kernels: that makes them a check of the kernels.</remarks>
internal abstract record Term
{
    /// <summary>What it comes to.</summary>
    public abstract double Value { get; }

    /// <summary>How tightly it binds: 1 sums, 2 products, 3 signs, 4 powers, 5 everything else.</summary>
    public abstract int Binding { get; }

    /// <summary>The formula, in symbols or with the numbers in their places.</summary>
    public abstract Setting Set(bool numbers);

    /// <summary>A constant.</summary>
    public static Term Constant(double value) => new ConstantTerm(value, Setting.Number(value));

    /// <summary>A constant by its name: ½, λ.</summary>
    public static Term Constant(string name, double value) => new ConstantTerm(value, Setting.Name(name));

    /// <summary>A quantity of the trace.</summary>
    public static Term Variable(Setting symbol, double value) => new VariableTerm(() => symbol, value);

    /// <summary>One of very many quantities: its symbol is made when it is set, which most never are.</summary>
    public static Term Variable(Func<Setting> symbol, double value) => new VariableTerm(symbol, value);

    /// <summary>f(x) by a function of one number.</summary>
    public static Term Call(string name, Func<double, double> function, Term argument) =>
        new CallTerm(function(argument.Value), numbers => Setting.Call(name, argument.Set(numbers)));

    /// <summary>A formula with a setting and a value of its own, for what overflows or loses digits when it is computed as it is written.</summary>
    public static Term Special(double value, Func<bool, Setting> set) => new CallTerm(value, set);

    /// <summary>The case of a definition that applies, with the reason.</summary>
    public static Term Case(Term chosen, string reason) => new CaseTerm(chosen, reason);

    /// <summary>eˣ.</summary>
    public static Term Exp(Term exponent) => new CallTerm(Math.Exp(exponent.Value), numbers => Setting.Scripts(Setting.Name("e"), null, exponent.Set(numbers)));

    /// <summary>|x|.</summary>
    public static Term Abs(Term inner) => new CallTerm(Math.Abs(inner.Value), numbers => new Brackets(inner.Set(numbers), "|", "|"));

    /// <summary>x².</summary>
    public static Term Square(Term inner) => new PowerTerm(inner, 2);

    /// <summary>Σ of terms; those after the first few are left out where <paramref name="general"/> says what they look like.</summary>
    public static Term Sum(IReadOnlyList<Term> terms, Setting? general = null) => terms.Count == 1 ? terms[0] : new SumTerm(terms, general);

    public static Term operator +(Term a, Term b) => new SumTerm([a, b], null);

    public static Term operator -(Term a, Term b) => new SumTerm([a, -b], null);

    public static Term operator *(Term a, Term b) => new ProductTerm(a, b);

    public static Term operator /(Term a, Term b) => new QuotientTerm(a, b);

    public static Term operator -(Term a) => new NegativeTerm(a);

    /// <summary>A part as it stands in a formula, in parentheses if it binds less tightly.</summary>
    protected static Setting Within(Term part, int binding, bool numbers)
    {
        bool negative = numbers && part is VariableTerm { Value: < 0 };
        return part.Binding < binding || (negative && binding > 1) ? new Brackets(part.Set(numbers)) : part.Set(numbers);
    }

    private sealed record ConstantTerm(double Number, Setting Name) : Term
    {
        public override double Value => Number;

        public override int Binding => Number < 0 ? 3 : 5;

        public override Setting Set(bool numbers) => Name;
    }

    private sealed record VariableTerm(Func<Setting> Symbol, double Number) : Term
    {
        public override double Value => Number;

        public override int Binding => 5;

        public override Setting Set(bool numbers) => numbers ? Setting.Number(Number) : Symbol();
    }

    private sealed record CallTerm(double Result, Func<bool, Setting> Write) : Term
    {
        public override double Value => Result;

        public override int Binding => 5;

        public override Setting Set(bool numbers) => Write(numbers);
    }

    private sealed record CaseTerm(Term Chosen, string Reason) : Term
    {
        public override double Value => Chosen.Value;

        public override int Binding => Chosen.Binding;

        // The reason is said once, with the symbols.
        public override Setting Set(bool numbers) => numbers ? Chosen.Set(true) : Setting.Line(Chosen.Set(false), Setting.Text($" ({Reason})"));
    }

    private sealed record PowerTerm(Term Of, int Exponent) : Term
    {
        public override double Value { get; } = Math.Pow(Of.Value, Exponent);

        public override int Binding => 4;

        // What has a raised part already, an upper index or a power of ten, cannot have a second one beside it.
        public override Setting Set(bool numbers)
        {
            Setting inner = Within(Of, 5, numbers);
            bool isRaised = inner is Scripts { Above: not null } or Numeral { IsScientific: true };
            return Setting.Scripts(isRaised ? new Brackets(inner) : inner, null, Setting.Number(Exponent));
        }
    }

    private sealed record NegativeTerm(Term Of) : Term
    {
        public override double Value { get; } = -Of.Value;

        public override int Binding => 3;

        public override Setting Set(bool numbers) => Setting.Line(Setting.Name("−"), Within(Of, 2, numbers));

        public Setting Positive(bool numbers) => Within(Of, 2, numbers);
    }

    private sealed record ProductTerm(Term Left, Term Right) : Term
    {
        public override double Value { get; } = Left.Value * Right.Value;

        public override int Binding => 2;

        public override Setting Set(bool numbers) => Setting.Line(Within(Left, 2, numbers), Setting.Operator("·"), Within(Right, 3, numbers));
    }

    private sealed record QuotientTerm(Term Top, Term Bottom) : Term
    {
        public override double Value { get; } = Top.Value / Bottom.Value;

        public override int Binding => 2;

        public override Setting Set(bool numbers) => new Fraction(Top.Set(numbers), Bottom.Set(numbers));
    }

    private sealed record SumTerm(IReadOnlyList<Term> Terms, Setting? General) : Term
    {
        private const int MostWritten = 6;
        private const int LargestShown = 4;

        public override double Value { get; } = Total(Terms);

        public override int Binding => 1;

        public override Setting Set(bool numbers)
        {
            if (Terms.Count <= MostWritten || General is null) return Join(Terms, numbers);
            return numbers ? Largest() : General;
        }

        // The terms that matter most, in their order, and what the others come to together.
        private Setting Largest()
        {
            HashSet<int> shown = [.. Enumerable.Range(0, Terms.Count).OrderByDescending(i => Math.Abs(Terms[i].Value)).Take(LargestShown)];
            Term rest = Variable(Setting.Name("…"), Total([.. Terms.Where((_, i) => !shown.Contains(i))]));
            Setting written = Join([.. Terms.Where((_, i) => shown.Contains(i)), rest], true);
            return Setting.Line(written, Setting.Text($" ({Terms.Count - LargestShown:N0} smaller terms)"));
        }

        private static Setting Join(IReadOnlyList<Term> terms, bool numbers)
        {
            List<Setting> parts = [];
            for (int i = 0; i < terms.Count; i++)
            {
                bool minus = terms[i] is NegativeTerm;
                if (i > 0) parts.Add(Setting.Operator(minus ? "−" : "+"));
                parts.Add(i > 0 && terms[i] is NegativeTerm negative ? negative.Positive(numbers) : Within(terms[i], i > 0 ? 2 : 1, numbers));
            }

            return Setting.Line(parts);
        }

        private static double Total(IReadOnlyList<Term> terms)
        {
            double sum = 0;
            foreach (Term term in terms) sum += term.Value;
            return sum;
        }
    }
}
