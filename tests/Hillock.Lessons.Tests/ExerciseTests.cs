using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Tests;

/// <summary>What every exercise of every lesson must do, found by going through all of them.</summary>
public class ExerciseTests
{
    private const int Seeds = 40;

    public static TheoryData<string> Ids { get; } = [.. Lesson.All.SelectMany(lesson => lesson.Exercises()).Select(exercise => exercise.Id)];

    // Texts that people type by mistake or with bad intent.
    public static TheoryData<string?> Hostile { get; } =
    [
        null, "", "   ", "NaN", "Infinity", "-1e999", "1/0", "x", "sqrt(-1)", "a;b;c", ";;;;", ",", "$", "`", "\0", "\uD800", "<script>alert(1)</script>", "{{7*7}}", "é", "((((((((((", "1;2;3;4;5;6;7;8;9",
        new string('9', 200), new string('(', 200), new string('-', 200), new string('x', 100_000), "2^2^2^2^2^2^2^2", "exp(exp(exp(exp(9))))",
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_stated_answer_is_accepted_as_it_would_be_typed(string id)
    {
        foreach (Exercise exercise in OverSeeds(id))
        {
            Verdict verdict = exercise.Check(exercise.Answer.Typed);

            Assert.True(verdict.IsRight, $"{exercise.Answer.Typed}: {verdict.Sentence}");
            Assert.StartsWith("Right", verdict.Sentence, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_wrong_answer_is_refused_with_a_sentence(string id)
    {
        foreach (Exercise exercise in OverSeeds(id))
        {
            foreach (string wrong in WrongAnswers(exercise.Answer))
            {
                Verdict verdict = exercise.Check(wrong);

                Assert.False(verdict.IsRight, $"{exercise.Id}: '{wrong}' was accepted for {exercise.Answer.Typed}.");
                Assert.EndsWith(".", verdict.Sentence, StringComparison.Ordinal);
                Inline.ToText(verdict.Sentence);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_known_slip_is_no_right_answer_and_is_told_as_what_it_is(string id)
    {
        foreach (Exercise exercise in OverSeeds(id))
        {
            if (exercise.Answer is not NumberAnswer answer) continue;
            for (int i = 0; i < answer.Quantities.Count; i++)
            {
                foreach (Slip slip in answer.Quantities[i].Slips.Where(slip => !answer.Quantities[i].Accepts(slip.Value)))
                {
                    Verdict verdict = exercise.Check(string.Join("; ", answer.Quantities.Select((quantity, j) => j == i ? $"{slip.Value:R}" : quantity.Rounded)));

                    Assert.False(verdict.IsRight);
                    Assert.Contains(verdict.Sentence, answer.Quantities[i].Slips.Select(each => each.Sentence));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_exercise_is_whole_whatever_is_drawn(string id)
    {
        foreach (Exercise exercise in OverSeeds(id))
        {
            Assert.NotEmpty(exercise.Question);
            Assert.NotEmpty(exercise.Solution);
            Assert.NotEqual("", exercise.Hint);
            string[] texts = [.. exercise.Question.Concat(exercise.Solution).SelectMany(Texts), exercise.Hint, exercise.Answer.Text];
            Assert.All(texts, text => Assert.DoesNotMatch("NaN|Infinity|System\\.", Inline.ToText(text)));
            if (exercise.Answer is ChoiceAnswer choice) Assert.Equal(choice.Options.Count, choice.Options.Select(option => option.Text).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Other_seeds_pose_other_questions_and_the_same_seed_the_same(string id)
    {
        string[] questions = [.. OverSeeds(id).Select(Question)];

        Assert.Equal(questions, OverSeeds(id).Select(Question));
        Assert.True(questions.Distinct().Count() >= 3, $"{questions.Distinct().Count()} different questions over {Seeds} seeds.");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Any_text_may_be_typed(string? text)
    {
        foreach (Exercise exercise in Lesson.All.SelectMany(lesson => lesson.Exercises()))
        {
            Verdict verdict = exercise.Check(text);

            Assert.False(verdict.IsRight);
            Assert.InRange(verdict.Sentence.Length, 1, 400);
            Assert.DoesNotContain("<script>alert", verdict.Sentence, StringComparison.Ordinal);
            Inline.ToText(verdict.Sentence);
        }
    }

    [Theory]
    [InlineData("0.25", true)]
    [InlineData("0,25", true)]
    [InlineData("1/4", true)]
    [InlineData(" .25 ", true)]
    [InlineData("2^-2", true)]
    [InlineData("25e-2", true)]
    [InlineData("0.26", true)] // a unit of the last decimal: rounded on the way
    [InlineData("0.27", false)]
    [InlineData("−0.25", false)]
    [InlineData("25", false)]
    [InlineData("0.25 0.25", false)]
    public void A_number_is_read_as_people_write_it(string typed, bool isRight) => Assert.Equal(isRight, new NumberAnswer(new Quantity("x", 0.25, 2)).Check(typed).IsRight);

    [Theory]
    [InlineData("70000", true)]
    [InlineData("70,000", true)]
    [InlineData("7e4", true)]
    [InlineData("0.7/1e-5", true)]
    [InlineData("70001", false)]
    [InlineData("70", false)]
    public void A_whole_number_is_met_exactly(string typed, bool isRight) => Assert.Equal(isRight, new NumberAnswer(new Quantity("N", 70_000)).Check(typed).IsRight);

    [Theory]
    [InlineData("1; -0.5", true)]
    [InlineData("1, -0.5", true)]
    [InlineData("1 -0.5", true)]
    [InlineData("1,-0.5", true)]
    [InlineData("1; −0,5", true)]
    [InlineData("-0.5; 1", false)]
    [InlineData("1", false)]
    [InlineData("1; -0.5; 2", false)]
    public void Several_numbers_are_told_apart(string typed, bool isRight) =>
        Assert.Equal(isRight, new NumberAnswer(new Quantity("a", 1), new Quantity("b", -0.5, 1)).Check(typed).IsRight);

    [Theory]
    [InlineData("b", true)]
    [InlineData("B)", true)]
    [InlineData("the plane", true)]
    [InlineData("a", false)]
    [InlineData("c", false)]
    [InlineData("2", false)]
    public void A_choice_is_made_by_its_letter_or_its_words(string typed, bool isRight) =>
        Assert.Equal(isRight, new ChoiceAnswer([new Option("the line", "It has two dimensions."), new Option("the plane", "")], 1).Check(typed).IsRight);

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Y.", true)]
    [InlineData("TRUE", true)]
    [InlineData("no", false)]
    [InlineData("perhaps", false)]
    public void Yes_and_no_are_read_in_their_usual_forms(string typed, bool isRight) => Assert.Equal(isRight, new YesNoAnswer(true, "It is.").Check(typed).IsRight);

    private static IEnumerable<Exercise> OverSeeds(string id) =>
        Enumerable.Range(1, Seeds).Select(seed => Lesson.Find(id.Split('.')[0])!.Exercises(seed)[int.Parse(id.Split('.')[1]) - 1]);

    private static string Question(Exercise exercise) => string.Join('\n', exercise.Question.SelectMany(Texts)) + (exercise.Answer as ChoiceAnswer)?.Options[0].Text;

    private static IEnumerable<string> Texts(Block block) => block switch
    {
        Prose prose => [prose.Text],
        Heading heading => [heading.Text],
        Formulas formula => [.. formula.Text, formula.MathML],
        NumberTable table => [.. table.Header, .. table.Rows.SelectMany(row => row)],
        Plot plot => [plot.Title],
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no place in an exercise."),
    };

    // Each number by itself too large, too small, of the other sign, and 0; each other option; the other word.
    private static IEnumerable<string> WrongAnswers(Answer answer)
    {
        if (answer is YesNoAnswer yesNo) return [yesNo.IsYes ? "no" : "yes"];
        if (answer is ChoiceAnswer choice) return Enumerable.Range(0, choice.Options.Count).Where(i => i != choice.Right).Select(i => $"{ChoiceAnswer.Letter(i)}");
        IReadOnlyList<Quantity> quantities = ((NumberAnswer)answer).Quantities;
        return quantities.SelectMany((wrong, i) =>
        {
            double off = Math.Max(3 * wrong.Tolerance, 0.02 * Math.Abs(wrong.Value));
            double[] values = Math.Abs(wrong.Value) <= 2 * wrong.Tolerance ? [off, -off] : [wrong.Value + off, wrong.Value - off, -wrong.Value, 0];
            return values.Select(value => string.Join("; ", quantities.Select((quantity, j) => j == i ? $"{value:R}" : quantity.Rounded)));
        });
    }
}
