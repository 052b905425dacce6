using System.Text.Json.Nodes;
using Hillock.Initializers;
using Hillock.Naming;
using Hillock.Optimizers;
using Hillock.Schedules;

namespace Hillock.Tests.Naming;

/// <summary>Parts by name: the command line's short form and JSON.</summary>
public class VocabularyTests
{
    public static TheoryData<string> Optimizers => [.. Optimizer.Names];

    public static TheoryData<string> Initializers => [.. Initializer.Names];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Settings_of_optimizers_survive_JSON(string name) => Survives(Optimizer.Registry, name);

    [Theory]
    [MemberData(nameof(Initializers))]
    public void Settings_of_initializers_survive_JSON(string name) => Survives(Initializer.Registry, name);

    public static TheoryData<string> Schedules => [.. Schedule.Names];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Settings_of_schedules_survive_JSON(string name) => Survives(Schedule.Registry, name);

    [Fact]
    public void Lists_survive_JSON_and_the_command_line()
    {
        var schedule = new MultiStepSchedule { Milestones = [2, 5, 9] };

        Assert.Equal(schedule, Schedule.FromJson(JsonNode.Parse(schedule.ToJson().ToJsonString())));
        Assert.Equal(schedule, Schedule.Parse("multi_step:2,5,9"));
        Assert.Equal(new MultiStepSchedule { Milestones = [4] }, Schedule.Parse("multi_step:4"));
        Assert.NotEqual(schedule, Schedule.Parse("multi_step:2,5,8"));
    }

    [Fact]
    public void Settings_given_are_set_and_the_others_have_their_defaults()
    {
        Assert.Equal(
            new Adam(0.01) { Beta2 = 0.99 },
            Optimizer.FromJson(JsonNode.Parse("""{"type": "adam", "learning_rate": 0.01, "beta2": 0.99}""")));
        Assert.Equal(new Sgd(3), Optimizer.Parse("sgd:3"));
        Assert.Equal(new Normal(0.5), Initializer.Parse("normal:0.5"));
    }

    [Theory]
    [InlineData("adm", "There is no optimizer 'adm'. Did you mean 'adam'?")]
    [InlineData("zeros", "There is no optimizer 'zeros'. ")]
    [InlineData("adam:fast", "The optimizer 'adam:fast' is not understood: 'fast' is not a number.")]
    [InlineData("adam:", "The optimizer 'adam:' is not understood: '' is not a number.")]
    [InlineData("adam:-1", "The optimizer 'adam' cannot be set so: The learning rate is a positive number, not -1.")]
    [InlineData("adam:1e999", "The optimizer 'adam' cannot be set so: ")]
    [InlineData("adam:1,2", "The optimizer 'adam' cannot be set so: 'learning_rate' must be a number, not [1,2].")]
    public void What_is_wrong_on_the_command_line_is_said_in_a_sentence(string text, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<ArgumentException>(() => Optimizer.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type": "adam", "beta3": 1}""", "The optimizer 'adam' has no setting 'beta3'. Did you mean 'beta1'?")]
    [InlineData("""{"type": "adam", "beta1": "x"}""", "The optimizer 'adam' cannot be set so: 'beta1' must be a number, not \"x\".")]
    [InlineData("""{"type": "adam", "beta1": null}""", "The optimizer 'adam' cannot be set so: 'beta1' must be a number, not null.")]
    [InlineData("""{"name": "adam"}""", "The optimizer is a name or an object such as {\"type\": \"sgd\"}, not {\"name\":\"adam\"}.")]
    [InlineData("3", "The optimizer is a name or an object such as {\"type\": \"sgd\"}, not 3.")]
    [InlineData("null", "The optimizer is a name or an object such as {\"type\": \"sgd\"}, not null.")]
    public void What_is_wrong_in_JSON_is_said_in_a_sentence(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Optimizer.FromJson(JsonNode.Parse(json))).Message);

    private static void Survives<TKind>(Vocabulary<TKind> vocabulary, string name)
        where TKind : class
    {
        TKind part = vocabulary.Parse(name);
        string json = vocabulary.ToJson(part).ToJsonString();

        Assert.Equal(part, vocabulary.FromJson(JsonNode.Parse(json)));
        Assert.Equal(part, vocabulary.FromJson(JsonNode.Parse($"\"{name}\"")));
        Assert.Equal(part, vocabulary.FromJson(JsonNode.Parse($$"""{"type": "{{name}}"}""")));
        Assert.Equal(json, vocabulary.ToJson(vocabulary.FromJson(JsonNode.Parse(json))).ToJsonString());
    }
}
