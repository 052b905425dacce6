namespace Hillock.Tests;

public class NearestNameTests
{
    [Theory]
    [InlineData("rleu", "relu")]
    [InlineData("LeakyReLU", "leaky_relu")]
    [InlineData("leaky-relu", "leaky_relu")]
    [InlineData("tahn", "tanh")]
    [InlineData("sigmod", "sigmoid")]
    [InlineData("banana", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void The_nearest_name_takes_the_fewest_edits(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["relu", "leaky_relu", "tanh", "sigmoid"]));

    [Fact]
    public void Without_a_near_name_all_are_listed() =>
        Assert.Equal("There is no shape 'banana'. There are: circle, square.", NearestName.Sentence("shape", "banana", ["circle", "square"]));
}
