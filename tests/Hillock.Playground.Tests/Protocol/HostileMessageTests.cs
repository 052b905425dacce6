using System.Net.WebSockets;
using System.Security.Cryptography;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>Whatever comes by the socket, the server stays up and other visitors do not notice.</summary>
public class HostileMessageTests : IAsyncLifetime
{
    private PlaygroundServer server = null!;

    public async Task InitializeAsync() =>
        server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { MessageBytes = 100_000 } });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"dance"}""")]
    [InlineData("""{"type":"play","loud":true}""")]
    [InlineData("""{"type":"steps"}""")]
    [InlineData("""{"type":"steps","count":1e400}""")]
    [InlineData("""{"type":"parameter","index":"0","value":1}""")]
    [InlineData("""{"type":"file","kind":"Passwords"}""")]
    public async Task What_is_no_message_closes_the_socket_with_a_word(string text)
    {
        await using PageSocket page = await PageSocket.ConnectAsync(server);
        await page.SayAsync(text);

        (WebSocketCloseStatus status, string sentence) = await page.HearCloseAsync();

        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, status);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        await IsWellAsync();
    }

    [Theory]
    [InlineData("""{"hillock":1}""", "layers")]
    [InlineData("""{"hillock":1,"layers":[]}""", "names no data")]
    [InlineData("""{"hillock":1,"layers":[],"data":{"name":"/etc/passwd"}}""", "reads no files")]
    [InlineData("""{"hillock":1,"layers":[],"data":{"name":"circle","test_file":"/etc/passwd"}}""", "reads no files")]
    [InlineData("""{"hillock":1,"layers":[],"data":{"name":"circle","samples":900000000}}""", "samples")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dense","units":2000000000,"activation":"tanh"}],"data":{"name":"circle"}}""", "units")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dense","units":1024,"activation":"tanh"},{"type":"dense","units":1024,"activation":"tanh"},{"type":"dense","units":1,"activation":"sigmoid"}],"data":{"name":"circle"}}""", "parameters")]
    [InlineData("""{"hillock":1,"layers":[{"type":"dense","units":3,"activation":"softmax"}],"data":{"name":"circle"}}""", "one for the probability")]
    public async Task An_experiment_that_cannot_be_is_refused_with_a_sentence_and_the_session_goes_on(string experiment, string word)
    {
        await using PageSocket page = await PageSocket.ConnectAsync(server);
        await page.SayAsync($$"""{"type":"open","experiment":{{experiment}},"keep":false}""");

        string sentence = (string)(await page.HearAsync("refused"))["sentence"]!;

        Assert.Contains(word, sentence, StringComparison.Ordinal);
        await page.OpenAsync(Experiments.Circle);
    }

    [Theory]
    [InlineData("""{"type":"parameter","index":-1,"value":1}""")]
    [InlineData("""{"type":"parameter","index":1000000,"value":1}""")]
    [InlineData("""{"type":"parameter","index":0,"value":1e300}""")]
    [InlineData("""{"type":"steps","count":-5}""")]
    [InlineData("""{"type":"steps","count":2000000000}""")]
    [InlineData("""{"type":"pace","stepsPerSecond":-1}""")]
    [InlineData("""{"type":"pace","stepsPerSecond":1e-7}""")]
    [InlineData("""{"type":"pace","stepsPerSecond":1e-300}""")]
    public async Task An_impossible_wish_is_refused_with_a_sentence_and_the_session_goes_on(string wish)
    {
        await using PageSocket page = await PageSocket.ConnectAsync(server);
        await page.OpenAsync(Experiments.Circle);
        await page.SayAsync(wish);

        Assert.EndsWith(".", (string)(await page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
        await page.SayAsync("""{"type":"epoch"}""");
        Assert.Equal(1, (int)(await page.RestAsync())["epoch"]!);
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_the_socket()
    {
        await using PageSocket page = await PageSocket.ConnectAsync(server);
        await page.SayAsync($"\"{new string('x', 200_000)}\"");

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await page.HearCloseAsync()).Status);
        await IsWellAsync();
    }

    [Fact]
    public async Task Ten_thousand_random_messages_bring_nothing_down()
    {
        string[] pieces = ["{", "}", "[", "]", "\"type\"", ":", ",", "\"open\"", "\"steps\"", "\"count\"", "1", "-1", "1e9", "null", "true", "\"experiment\"", "\"\\u0000\"", "é", "\"keep\""];
        for (int sent = 0; sent < 10_000;)
        {
            await using PageSocket page = await PageSocket.ConnectAsync(server);
            for (int i = 0; i < 50 && page.Closed is null; i++, sent++)
            {
                try
                {
                    byte[] noise = SHA256.HashData(BitConverter.GetBytes(sent));
                    if (noise[0] % 4 == 0) await page.SayBytesAsync(noise[..(noise[1] % 32)]);
                    else await page.SayAsync(string.Concat(noise.Skip(2).Take(1 + (noise[1] % 12)).Select(b => pieces[b % pieces.Length])));
                }
                catch (WebSocketException)
                {
                    sent += 50 - i; // closed upon us, as it should be; whatever else was meant for this socket counts as said
                    break;
                }
            }
        }

        await IsWellAsync();
    }

    [Fact]
    public async Task Too_many_messages_a_second_close_the_socket()
    {
        await using PlaygroundServer strict = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { MessagesPerSecond = 1 } });
        await using PageSocket page = await PageSocket.ConnectAsync(strict);
        for (int i = 0; i < 20; i++) await page.SayAsync("""{"type":"drawn"}""");

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await page.HearCloseAsync()).Status);
    }

    [Fact]
    public async Task A_visitor_who_is_silent_for_too_long_is_let_go()
    {
        await using PlaygroundServer hasty = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { Idle = TimeSpan.FromMilliseconds(200) } });
        await using PageSocket page = await PageSocket.ConnectAsync(hasty);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await page.HearCloseAsync()).Status);
    }

    private async Task IsWellAsync()
    {
        await using PageSocket page = await PageSocket.ConnectAsync(server);
        await page.OpenAsync(Experiments.Circle);
    }
}
