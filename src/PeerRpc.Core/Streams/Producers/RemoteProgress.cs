using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Streams.Producers;

/// <summary>The progress that a method was given: its reports go to the caller.</summary>
internal sealed class RemoteProgress<T>(ProgressStream stream, PeerCodec<T> codec) : IProgress<T>
{
    public void Report(T value)
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Payload.WriteValue(codec, value);
        arguments.Payload.EndPayload();
        ReadOnlySpan<byte> report = arguments.Payload.Written;
        if (report.Length > ProgressStream.MaxReport)
        {
            throw new PeerRpcException(
                PeerErrorCode.InvalidArgument,
                $"A report takes {report.Length} bytes, and at most {ProgressStream.MaxReport} are carried. Report " +
                "less at a time, or return a stream.");
        }
        stream.Report(report);
        ArgumentsCache.Return(arguments);
    }
}
