// What every snippet of the documentation may take for granted. A snippet with top-level statements is compiled as a
// program of its own, together with all types that its document declares; what it does not declare itself comes from here.
global using System;
global using System.Collections.Generic;
global using System.IO;
global using System.Linq;
global using System.Security.Claims;
global using System.Threading;
global using System.Threading.Tasks;
global using Microsoft.AspNetCore.Builder;
global using Microsoft.AspNetCore.Hosting;
global using Microsoft.Extensions.DependencyInjection;
global using Microsoft.Extensions.Hosting;
global using Microsoft.Extensions.Logging;
global using PeerRpc;
global using PeerRpc.Broker;
global using PeerRpc.Client;
global using PeerRpc.Testing;
global using Xunit;
global using static Ambient;

internal static class Ambient
{
    public static PeerClient client => throw new NotSupportedException("Snippets are compiled, not run.");

    public static WebApplicationBuilder builder => throw new NotSupportedException("Snippets are compiled, not run.");
}
