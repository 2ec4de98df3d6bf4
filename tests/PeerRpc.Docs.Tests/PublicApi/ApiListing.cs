using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace PeerRpc.Docs.Tests.PublicApi;

/// <summary>Everything that users of an assembly can see, as one text in a stable order.</summary>
internal sealed class ApiListing
{
    private readonly MemberText _members = new();
    private readonly StringBuilder _text = new();

    /// <summary>Lists an assembly.</summary>
    public static string Of(Assembly assembly)
    {
        var listing = new ApiListing();
        listing._text.Append("# What users of ").Append(assembly.GetName().Name).Append(" can see.\n");
        listing._text.Append("# A test compares it with the assembly; PEERRPC_REWRITE_API=1 makes it rewrite this.\n");
        foreach (IGrouping<string, Type> types in assembly.GetExportedTypes()
            .GroupBy(type => type.Namespace ?? "").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            listing._text.Append("\nnamespace ").Append(types.Key).Append('\n');
            foreach (Type type in types.OrderBy(TypeText.Of, StringComparer.Ordinal))
                listing.Add(type);
        }
        return listing._text.ToString();
    }

    private void Add(Type type)
    {
        _text.Append('\n');
        foreach (string line in AttributeText.Lines(type.CustomAttributes))
            _text.Append(line).Append('\n');
        if (type.BaseType == typeof(MulticastDelegate))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            _text.Append("public delegate ").Append(_members.Result(invoke)).Append(' ')
                .Append(NameWithConstraints(type, _members.Signature(invoke))).Append('\n');
            return;
        }
        _text.Append("public ").Append(Kind(type)).Append(' ').Append(NameWithConstraints(type, Bases(type)))
            .Append('\n');
        foreach (string line in _members.Of(type).SelectMany(lines => lines))
            _text.Append("    ").Append(line).Append('\n');
    }

    private static string NameWithConstraints(Type type, string between)
    {
        Type[] arguments = type.GetGenericArguments();
        string name = TypeText.Of(type).Split('<')[0];
        return name + MemberText.TypeParameters(arguments) + between + MemberText.Constraints(arguments);
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        if (type.IsInterface)
            return "interface";
        string record = IsRecord(type) ? "record " : "";
        if (type.IsValueType)
        {
            string readOnly = type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "";
            return $"{readOnly}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        }
        string modifier = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        return modifier + record + "class";
    }

    // The compiler gives every record a method that prints its members.
    private static bool IsRecord(Type type) => type.GetMethod(
        "PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is not null;

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return Enum.GetUnderlyingType(type) == typeof(int) ? "" : $" : {TypeText.Of(Enum.GetUnderlyingType(type))}";
        IEnumerable<Type> own = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(candidate => candidate.IsPublic);
        IEnumerable<string> bases = own.Select(TypeText.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            bases = bases.Prepend(TypeText.Of(parent));
        string list = string.Join(", ", bases);
        return list.Length > 0 ? " : " + list : "";
    }
}
