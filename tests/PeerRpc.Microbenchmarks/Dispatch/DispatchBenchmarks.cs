using BenchmarkDotNet.Attributes;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Microbenchmarks.Contracts;

namespace PeerRpc.Microbenchmarks.Dispatch;

/// <summary>A generated dispatcher: reads and checks the arguments of a call and enters the method.</summary>
public class DispatchBenchmarks
{
    private readonly PeerDispatcher<IBoard> _dispatcher = Boards.Contract.CreateDispatcher(Boards.Serializer);
    private readonly EnteringInvocation<IBoard> _invocation = new(new Board());
    private readonly int _echo = Boards.Method(nameof(IBoard.Echo)).Index;
    private readonly int _move = Boards.Method(nameof(IBoard.Move)).Index;
    private readonly byte[] _text = Written(arguments => arguments.Write(Codec<string>(), Boards.Text));
    private readonly byte[] _record = Written(arguments =>
    {
        arguments.Write(Codec<Point>(), Boards.Point);
        arguments.Write(Codec<int>(), 1);
    });

    /// <summary>One text of 16 characters.</summary>
    [Benchmark(Baseline = true)]
    public ValueTask Text() => DispatchAsync(_echo, _text);

    /// <summary>A type of the user's own, and a number.</summary>
    [Benchmark]
    public ValueTask Record() => DispatchAsync(_move, _record);

    private static PeerRpc.Serialization.PeerCodec<T> Codec<T>() => Boards.Serializer.GetCodec<T>();

    private static byte[] Written(Action<PeerArguments> write)
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        write(arguments);
        arguments.Payload.EndPayload();
        byte[] written = arguments.Payload.Written.ToArray();
        ArgumentsCache.Return(arguments);
        return written;
    }

    private ValueTask DispatchAsync(int method, byte[] arguments)
    {
        _invocation.Begin(arguments);
        return _dispatcher.DispatchAsync(method, _invocation);
    }
}
