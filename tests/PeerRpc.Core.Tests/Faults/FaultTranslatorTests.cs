using PeerRpc.CodeGeneration;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Tests.Calls;
using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Faults;

public sealed class FaultTranslatorTests
{
    [Fact]
    public void ToException_SerializerDoesNotKnowTheData_IsTheErrorWithItsRawData()
    {
        PeerMethod method = PeerContracts.Get<IErrand>().Methods[0];
        byte[] detail = [1, 2, 0, 0, 0, (byte)'{', (byte)'}'];
        var fault = new FaultFrame(
            1, PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode, default, "", "errand.lost", detail);

        PeerRpcException error = new FaultTranslator(new KnowingNothing()).ToException(fault, new FaultContext(method, "id"));

        var application = Assert.IsType<PeerApplicationException>(error);
        Assert.Equal(("errand.lost", PeerErrorCode.ApplicationError), (application.ErrorCode, application.Code));
    }

    private sealed class KnowingNothing : PeerSerializer
    {
        public override string Name => "nothing";

        public override PeerCodec<T> GetCodec<T>() => throw new NotSupportedException(typeof(T).Name);
    }
}
