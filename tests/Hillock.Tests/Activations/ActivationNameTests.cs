using System.Text.Json.Nodes;
using Hillock.Activations;

namespace Hillock.Tests.Activations;

public class ActivationNameTests
{
    [Theory]
    [InlineData("rleu", "There is no activation 'rleu'. Did you mean 'relu'?")]
    [InlineData("SoftMax", "There is no activation 'SoftMax'. Did you mean 'softmax'?")]
    [InlineData("sigmoidal", "There is no activation 'sigmoidal'. Did you mean 'sigmoid'?")]
    public void An_unknown_name_is_answered_with_the_nearest(string name, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Activation.Parse(name)).Message);

    [Theory]
    [MemberData(nameof(ActivationExam.Names), MemberType = typeof(ActivationExam))]
    public void Json_and_back_is_the_same(string name)
    {
        JsonNode json = Activation.Parse(name).ToJson();
        Assert.Equal(Activation.Parse(name), Activation.FromJson(json));
        Assert.Equal(Activation.Parse(name), Activation.FromJson(JsonValue.Create(name)));
    }

    [Fact]
    public void Other_settings_are_written_and_read_back()
    {
        string json = new Step(2).ToJson().ToJsonString();
        Assert.Equal("""{"type":"step","threshold":2}""", json);
        Assert.Equal(new Step(2), Activation.FromJson(JsonNode.Parse(json)));
        Assert.Equal(new LeakyReLU(0.2), Activation.FromJson(JsonNode.Parse("""{"type":"leaky_relu","slope":0.2}""")));
        Assert.Equal(new ELU(0.5), Activation.Parse("elu:0.5"));
    }

    [Theory]
    [InlineData("\"rleu\"")]
    [InlineData("""{"type":"step","treshold":2}""")]
    [InlineData("""{"type":"step","threshold":"two"}""")]
    [InlineData("""{"type":"leaky_relu","slope":-1}""")]
    [InlineData("""{"threshold":2}""")]
    [InlineData("3")]
    public void What_describes_no_activation_is_refused(string json) =>
        Assert.Throws<ArgumentException>(() => Activation.FromJson(JsonNode.Parse(json)));

    [Fact]
    public void A_setting_out_of_range_is_refused_where_it_is_set()
    {
        Assert.Throws<ArgumentException>(() => new LeakyReLU(-0.1));
        Assert.Throws<ArgumentException>(() => new ELU(double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new Step(double.NaN));
    }

    [Theory]
    [InlineData("sigmoid", "(0, 1)")]
    [InlineData("relu", "[0, ∞)")]
    [InlineData("linear", "(-∞, ∞)")]
    [InlineData("hard_tanh", "[-1, 1]")]
    [InlineData("gelu", "[-0.17, ∞)")]
    public void The_output_range_reads_as_an_interval(string name, string interval) =>
        Assert.Equal(interval, Activation.Parse(name).Range.ToString());

    [Theory]
    [InlineData("step", 0, 1, 0)]
    [InlineData("step:2", 1.999, 0, 0)]
    [InlineData("step:2", 2, 1, 0)]
    [InlineData("relu", 0, 0, 0)]
    [InlineData("leaky_relu:0.25", 0, 0, 0.25)]
    [InlineData("elu:0.5", 0, 0, 0.5)]
    [InlineData("hard_tanh", 1, 1, 0)]
    [InlineData("hard_sigmoid", -3, 0, 0)]
    public void At_the_kink_the_derivative_is_that_of_PyTorch(string name, double z, double a, double derivative)
    {
        double[] output = new double[1], slope = new double[1];
        ActivationKernel<double> kernel = Activation.Parse(name).Kernel<double>();
        kernel.Forward([z], output, 1);
        kernel.Backward([z], output, [1], slope, 1);
        Assert.Equal((a, derivative), (output[0], slope[0]));
    }
}
