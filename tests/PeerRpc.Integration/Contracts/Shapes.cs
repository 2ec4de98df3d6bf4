using System.Threading.Channels;

namespace PeerRpc.Integration.Contracts;

/// <summary>Writes down what it was told, and yields before it answers where <paramref name="slow"/> says so.</summary>
internal sealed class Shapes(bool slow = false) : IShapes
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public Task<string> NextAsync() => _told.Reader.ReadAsync().WithinLimitAsync();

    public async Task Touch(string text)
    {
        await PauseAsync();
        Tell(text);
    }

    public async Task<int> Add(int left, int right)
    {
        await PauseAsync();
        return left + right;
    }

    public async ValueTask TouchLightly(string text)
    {
        await PauseAsync();
        Tell(text);
    }

    public async ValueTask<int> Multiply(int left, int right)
    {
        await PauseAsync();
        return left * right;
    }

    public void Report(string text) => Tell(text);

    public Task Post(string text, CancellationToken cancellationToken) => Touch(text);

    public ValueTask PostLightly(string text) => TouchLightly(text);

    public Task<string> NamedWithSuffixAsync(string text) => Task.FromResult(text);

    public Task<string> Overloaded(int number) => Task.FromResult($"number {number}");

    public Task<string> Overloaded(string text) => Task.FromResult($"text {text}");

    private void Tell(string text) => _told.Writer.TryWrite(text);

    private async Task PauseAsync()
    {
        if (slow)
            await Task.Yield();
    }
}
