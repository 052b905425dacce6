using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Tests;

public class LessonTests
{
    // The curriculum's parts A to D.
    private static readonly string[] Curriculum = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "C1", "C2", "C3", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13"];

    public static TheoryData<string> Ids { get; } = [.. Curriculum];

    [Fact]
    public void Every_row_of_the_curriculum_has_its_lesson_in_its_order() => Assert.Equal(Curriculum, Lesson.All.Select(lesson => lesson.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_lesson_is_found_by_its_id_in_any_case_and_knows_its_group(string id)
    {
        Lesson lesson = Lesson.Find(id)!;

        Assert.Same(lesson, Lesson.Find(id.ToLowerInvariant()));
        Assert.Equal(id, lesson.Id);
        Assert.Equal(id[..1], $"{lesson.Group}");
        Assert.NotEqual("", lesson.Title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("D")]
    [InlineData("Z9")]
    public void An_unknown_id_finds_none(string id) => Assert.Null(Lesson.Find(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_a_lesson_claims_is_so(string id)
    {
        Check[] checks = [.. Lesson.Find(id)!.Blocks().OfType<Check>()];

        Assert.NotEmpty(checks);
        Assert.All(checks, check => Assert.True(check.Holds, check.Statement));
    }
}
