using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public sealed class FaultTranslatorTests
{
    [Fact]
    public void ToException_SerializerDoesNotKnowTheData_IsTheErrorWithItsRawData()
    {
        PeerMethod method = PeerContracts.Get<IErrand>().Methods[0];
        var call = new PendingCall<Nothing>(new CallTarget("/errand", method), null, CancellationToken.None);
        byte[] detail = [1, 2, 0, 0, 0, (byte)'{', (byte)'}'];
        var fault = new FaultFrame(
            1, PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode, default, "", "errand.lost", detail);

        PeerRpcException error = new FaultTranslator(new KnowingNothing()).ToException(fault, call);

        var application = Assert.IsType<PeerApplicationException>(error);
        Assert.Equal(("errand.lost", PeerErrorCode.ApplicationError), (application.ErrorCode, application.Code));
    }

    private sealed class KnowingNothing : PeerSerializer
    {
        public override string Name => "nothing";

        public override PeerCodec<T> GetCodec<T>() => throw new NotSupportedException(typeof(T).Name);
    }
}
