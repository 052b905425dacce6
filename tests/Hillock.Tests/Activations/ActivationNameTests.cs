using System.Text.Json;
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
    public void Json_is_the_plain_name_where_settings_are_the_defaults(string name)
    {
        Activation activation = Activation.Parse(name);
        string json = JsonSerializer.Serialize(activation);
        Assert.Equal($"\"{name}\"", json);
        Assert.Equal(activation, JsonSerializer.Deserialize<Activation>(json));
    }
}
