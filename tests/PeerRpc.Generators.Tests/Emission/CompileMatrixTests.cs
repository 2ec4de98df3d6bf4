using PeerRpc.Generators.Tests.Compilation;

namespace PeerRpc.Generators.Tests.Emission;

/// <summary>Generated code compiles without a warning, under C# 12, whatever the contract looks like.</summary>
public class CompileMatrixTests
{
    [Theory]
    [InlineData("Task A(int a); [PeerMethod(\"A2\")] Task A(string a); [PeerMethod(\"A3\")] Task A();")]
    [InlineData("Task A(int a, CancellationToken t); [PeerMethod(\"A2\")] Task A(int a);")]
    [InlineData(
        "Task<List<Dictionary<string, int?[]>>> Generic((int Left, string? Right) pair, int[][] grid, " +
        "byte[][] raw);")]
    [InlineData("Task<(int Count, List<string?> Names)?> Tuple(); ValueTask<(int, int)> Plain();")]
    [InlineData("Task<string?> Nullable(string? a, List<string?>? b, string?[] c, int? d); ValueTask<int?> Value();")]
    [InlineData("Task @class(int @event, string @namespace, string await, int record, bool @default);")]
    [InlineData(
        "Task Clash(int arguments, int count, int invocation, int serializer, int target, int call, int " +
        "value);")]
    [InlineData("Task Clash(int _m0, int _c0, int argument0_m0, int name, int index, int known, int method);")]
    [InlineData("Task Equals(string a); Task ToString(int a); Task GetHashCode(int a); Task<int> GetType(int a);")]
    [InlineData("Task DispatchAsync(int a); Task Register(); Task CreateProxy(string a); Task Check0(List<string> a);")]
    [InlineData("Task Nine(int a, int b, int c, int d, int e, int f, int g, int h, string i); void Two(int a, int b);")]
    [InlineData(
        "Task Call(PeerCall? call = null); ValueTask Both(int a, PeerCall? call = null, CancellationToken t " +
        "= default);")]
    [InlineData("Task Oblivious(\n#nullable disable\nstring a, List<string> b\n#nullable restore\n);")]
    [InlineData("[Obsolete] Task Old(Ancient a);")]
    [InlineData("[Obsolete(\"Gone.\", true)] Task<int> Old(int a); [Obsolete(\"Gone.\", true)] void Older();")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"X1\")] Task New(List<string> a);")]
    [InlineData("Task Clash(List<string> Check0, [Required] string Attribute0, List<string> argument0Check0);")]
    [InlineData("Task Bytes(byte[] a, ReadOnlyMemory<byte> b, DateTimeOffset c, Guid d, TimeSpan e, Uri f);")]
    [InlineData("Task<Outer.Nested.Deep> Nested(Outer.Nested.Deep deep, Outer.Nested.Kind kind);")]
    [InlineData(
        "Task<System.Text.Json.JsonElement> Json(System.Text.Json.Nodes.JsonObject a, " +
        "System.Text.Json.JsonDocument b);")]
    [InlineData("internal Task Inside(); Task Body() => Task.CompletedTask;")]
    public void Generate_MethodShapes_CompileWithoutWarning(string methods) => AssertCompiles($$"""
        [PeerController("/x")] public interface IX { {{methods}} }
        """);

    [Fact]
    public void Generate_TypeOfEverLargerOnesOfItself_Ends() => AssertCompiles("""
        [PeerController("/x")] public interface IX { Task Go(Cycle<int> cycle); }
        public record Cycle<T>(Cycle<List<T>>? One, Cycle<T[]>? Two, T Value);
        """);

    [Theory]
    [InlineData("bool a = true")]
    [InlineData("byte a = 200, sbyte b = -3, short c = -3, ushort d = 3")]
    [InlineData("uint a = uint.MaxValue, ulong b = ulong.MaxValue, long c = long.MinValue, int d = int.MinValue")]
    [InlineData("float a = 1.5f, float b = float.NaN, float c = float.NegativeInfinity, float d = -0.25f")]
    [InlineData("double a = 1e300, double b = double.PositiveInfinity, double c = 1, double d = double.Epsilon")]
    [InlineData("decimal a = 1.50m, decimal b = decimal.MaxValue, decimal c = -1")]
    [InlineData("char a = '\\'', char b = '\\0', char c = '\\uD800'")]
    [InlineData("string a = \"\", string b = \"quote\\\" slash\\\\ line\\n\", string? c = null, string d = null!")]
    [InlineData("Outer.Nested.Kind a = Outer.Nested.Kind.Second, Outer.Nested.Kind b = (Outer.Nested.Kind)(-7)")]
    [InlineData("Outer.Nested.Kind? a = null, Outer.Nested.Kind? b = Outer.Nested.Kind.Second")]
    [InlineData("int? a = null, int? b = 5, bool? c = false, decimal? d = 2.5m, double? e = double.NaN, char? f = 'x'")]
    [InlineData("Guid a = default, DateTime b = default, (int, string)? c = null, (int, string) d = default")]
    [InlineData("List<int>? a = null, int[]? b = default, ReadOnlyMemory<byte> c = default")]
    [InlineData("[System.Runtime.InteropServices.Optional] int a, int b = 3")]
    [InlineData("int _m0 = 3, int arguments = 4, int @class = 5")]
    public void Generate_DefaultValues_CompileWithoutWarning(string parameters) => AssertCompiles($$"""
        [PeerController("/x")]
        public interface IX { Task Go({{parameters}}, CancellationToken cancellationToken = default); }
        """);

    [Theory]
    [InlineData("[Required] string a, [Range(1, 9)] int b, [Range(0.5, 1.0)] double c, [Url] string? d")]
    [InlineData(
        "[AllowedValues(1, 2L, \"x\", 'y', null, 1.5f)] int? a, [RegularExpression(\"^\\\\d+\\\"$\")] string " +
        "b")]
    [InlineData(
        "[EnumDataType(typeof(Outer.Nested.Kind))] int a, [Typed(typeof(List<int>), " +
        "Outer.Nested.Kind.Second)] int b")]
    [InlineData("[Length(1, 3)] int[] a, [MaxLength(3)] string b, [MinLength(2)] List<string> c")]
    [InlineData("Tree a, Tree? b, Tree[] c, List<Tree?> d")]
    [InlineData("Dictionary<string, Tree> a, IReadOnlyDictionary<int, List<string>> b, HashSet<string> c")]
    [InlineData(
        "System.Collections.Immutable.ImmutableArray<string> a, IEnumerable<string[]> b, " +
        "KeyValuePair<string, Tree> c")]
    [InlineData("Shape a, Money b, Money? c, List<Money?> d, Endless<int> e, Odd f")]
    public void Generate_Validation_CompilesWithoutWarning(string parameters) => AssertCompiles($$"""
        [PeerController("/x")] public interface IX { Task Go({{parameters}}); }
        """);

    [Theory]
    [InlineData(
        "public interface IA { Task Go(); } public interface IB { [PeerMethod(\"b\")] Task<int> Go(); }",
        "IA, IB")]
    [InlineData(
        "public interface IA { Task Go(); } public interface IB : IA { } public interface IC : IA { }",
        "IB, IC")]
    [InlineData(
        "public interface IA { Task Go(); } public interface IB : IA { Task IA.Go() => Task.CompletedTask; }",
        "IB")]
    [InlineData("public interface IA { int N { get; } } public interface IB : IA { int IA.N => 3; }", "IB")]
    [InlineData(
        "public interface IStore<T> { Task<T?> Get(string id); Task Put(List<T> all, T? one = default); }",
        "IStore<Tree>")]
    [InlineData(
        "public interface IStore<T> { Task<T?> Get(string id); Task Put(List<T> all, T one); }",
        "IStore<string?>")]
    [InlineData("[PeerController(\"/a\")] public interface IA { Task Go(); }", "IA")]
    public void Generate_Inheritance_CompilesWithoutWarning(string bases, string list) => AssertCompiles($$"""
        {{bases}} [PeerController("/x")] public interface IX : {{list}} { Task Own(); }
        """);

    [Theory]
    [InlineData(
        "namespace A { [C(\"/a\")] public interface IX { T Go(); } } namespace B { [C(\"/b\")] public " +
        "interface IX { T Go(); } }")]
    [InlineData("[C(\"/a\")] public interface IX { T Go(); } [C(\"/b\")] public interface Ix { T Go(); }")]
    [InlineData(
        "public class A { [C(\"/a\")] public interface IX { T Go(); } } [C(\"/b\")] public interface A_IX { " +
        "T Go(); }")]
    [InlineData("internal class A { internal class B { [C(\"/a\")] internal interface IX { T Go(); } } }")]
    [InlineData("public class A { [C(\"/a\")] protected internal interface IX { T Go(); } }")]
    [InlineData("namespace @class.@event { [C(\"/a\")] public interface @interface { T Go(); } }")]
    [InlineData("namespace N.System { [C(\"/a\")] public interface IX { T Go(string a = \"\"); } }")]
    [InlineData(
        "namespace N.PeerRpc { public class Task; public class String; [C(\"/a\")] public interface IX { T " +
        "Go(); } }")]
    [InlineData("[C(\"/a\")] public partial interface IX { T Go(); } public partial interface IX { T Stay(); }")]
    public void Generate_NamesAndPlaces_CompileWithoutWarning(string contracts) => AssertCompiles(
        "global using C = PeerRpc.PeerControllerAttribute; global using T = System.Threading.Tasks.Task; " + contracts);

    private static void AssertCompiles(string source)
    {
        const string Types = """
            [Obsolete] public class Ancient;
            public class Outer
            {
                public class Nested { public record Deep(int Value); public enum Kind { First, Second } }
            }
            public class Tree
            {
                [StringLength(9)] public string? Name { get; set; }
                public List<Tree>? Children { get; set; }
                public Tree? @class { get; set; }
                public int this[int index] => index;
                [System.Text.Json.Serialization.JsonIgnore, Required] public string? Ignored { get; set; }
            }
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Square), "square")]
            public abstract record Shape([Range(0, 9)] int Colour);
            public record Circle(int Colour, [Range(1, 5)] int Radius) : Shape(Colour);
            public record Square(int Colour) : Shape(Colour);
            public readonly record struct Money([Range(0, 99)] int Amount);
            public record Endless<T>(Endless<List<T>>? Next, [Required] string Name);
            public class Odd : List<string>, IEnumerable<int>
            {
                IEnumerator<int> IEnumerable<int>.GetEnumerator() => throw new NotSupportedException();
            }
            public sealed class TypedAttribute(Type type, Outer.Nested.Kind kind) : ValidationAttribute
            {
                public override bool IsValid(object? value) => value is not null && type is not null && kind >= 0;
            }
            """;

        GeneratorRun run = GeneratorRun.Over(source, Types);

        Assert.NotEmpty(run.Files);
        run.Emit();
    }
}
