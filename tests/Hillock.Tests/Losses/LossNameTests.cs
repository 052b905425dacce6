using System.Text.Json.Nodes;
using Hillock.Losses;

namespace Hillock.Tests.Losses;

public class LossNameTests
{
    public static TheoryData<string> Names => [.. Loss.Names];

    [Theory]
    [InlineData("crossentropy", "There is no loss 'crossentropy'. Did you mean 'cross_entropy'?")]
    [InlineData("mean_square_error", "There is no loss 'mean_square_error'. Did you mean 'mean_squared_error'?")]
    public void An_unknown_name_is_answered_with_the_nearest(string name, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Loss.Parse(name)).Message);

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_and_back_is_the_same(string name)
    {
        JsonNode json = Loss.Parse(name).ToJson();
        Assert.Equal(Loss.Parse(name), Loss.FromJson(json));
        Assert.Equal(Loss.Parse(name), Loss.FromJson(JsonValue.Create(name)));
    }

    [Fact]
    public void Other_settings_are_written_and_read_back()
    {
        string json = new Huber(2.5).ToJson().ToJsonString();
        Assert.Equal("""{"type":"huber","delta":2.5}""", json);
        Assert.Equal(new Huber(2.5), Loss.FromJson(JsonNode.Parse(json)));
        Assert.Equal(new CrossEntropy(0.1), Loss.FromJson(JsonNode.Parse("""{"type":"cross_entropy","label_smoothing":0.1}""")));
    }

    [Theory]
    [InlineData("\"mse\"")]
    [InlineData("""{"type":"huber","delta":0}""")]
    [InlineData("""{"type":"cross_entropy","label_smoothing":1}""")]
    [InlineData("""{"type":"cross_entropy","smoothing":0.1}""")]
    [InlineData("[]")]
    public void What_describes_no_loss_is_refused(string json) =>
        Assert.Throws<ArgumentException>(() => Loss.FromJson(JsonNode.Parse(json)));

    [Fact]
    public void The_three_squared_errors_differ_by_their_factors()
    {
        double[] loss = new double[1], d = [2, 4];
        double Of(Loss squared)
        {
            squared.Kernel<double>(onLogits: false).Evaluate(d, new double[2], [1.0], loss, [], 2);
            return loss[0];
        }

        Assert.Equal((20, 10, 10), (Of(Loss.SquaredError), Of(Loss.HalfSquaredError), Of(Loss.MeanSquaredError)));
    }

    [Fact]
    public void A_loss_without_a_fused_activation_refuses_logits() =>
        Assert.Contains("hinge", Assert.Throws<ArgumentException>(() => Loss.Hinge.Kernel<float>(onLogits: true)).Message, StringComparison.Ordinal);
}
