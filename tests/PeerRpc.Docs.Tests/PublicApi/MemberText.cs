using System.Reflection;
using System.Runtime.CompilerServices;

namespace PeerRpc.Docs.Tests.PublicApi;

/// <summary>The visible members of a type as they stand in C#.</summary>
internal sealed class MemberText
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>One text per member, attributes first, in an order that does not depend on the source.</summary>
    public IEnumerable<string[]> Of(Type type)
    {
        IEnumerable<(int Rank, MemberInfo Member, string Text)> members =
        [
            .. type.GetFields(All).Where(IsVisible).Select(field => (0, (MemberInfo)field, Field(field))),
            .. type.GetConstructors(All).Where(IsVisible).Select(made => (1, (MemberInfo)made, Constructor(made))),
            .. type.GetProperties(All).Where(IsVisible)
                .Select(property => (2, (MemberInfo)property, Property(property))),
            .. type.GetEvents(All).Where(occurs => IsVisible(occurs.AddMethod!))
                .Select(occurs => (3, (MemberInfo)occurs, Event(occurs))),
            .. type.GetMethods(All).Where(method => !method.IsSpecialName && IsVisible(method))
                .Select(method => (4, (MemberInfo)method, Method(method))),
        ];
        return members
            .OrderBy(member => member.Rank)
            .ThenBy(member => type.IsEnum ? Value((FieldInfo)member.Member) : 0)
            .ThenBy(member => member.Member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Text, StringComparer.Ordinal)
            .Select(member => (string[])[.. AttributeText.Lines(member.Member.CustomAttributes), member.Text]);
    }

    /// <summary>A delegate's signature behind its name.</summary>
    public string Signature(MethodInfo method) => $"({Parameters(method)})";

    /// <summary>What a method gives back.</summary>
    public string Result(MethodInfo method) =>
        TypeText.Of(method.ReturnType, _nullability.Create(method.ReturnParameter));

    /// <summary>What type arguments have to fulfil.</summary>
    public static string Constraints(IEnumerable<Type> arguments) => string.Concat(arguments
        .Select(argument => (argument.Name, Texts: Constraints(argument)))
        .Where(argument => argument.Texts.Count > 0)
        .Select(argument => $" where {argument.Name} : {string.Join(", ", argument.Texts)}"));

    /// <summary>The type parameters behind a name.</summary>
    public static string TypeParameters(Type[] arguments) => arguments.Length == 0
        ? ""
        : $"<{string.Join(", ", arguments.Select(TypeParameter))}>";

    private static string TypeParameter(Type argument) =>
        AttributeText.Prefix(argument.CustomAttributes) + argument.Name;

    private static List<string> Constraints(Type argument)
    {
        GenericParameterAttributes special = argument.GenericParameterAttributes;
        var texts = new List<string>();
        if (special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            texts.Add("class");
        if (special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            texts.Add("struct");
        texts.AddRange(argument.GetGenericParameterConstraints()
            .Where(type => type != typeof(ValueType))
            .Select(TypeText.Of));
        return texts;
    }

    private static bool IsVisible(FieldInfo field) =>
        (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName;

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsVisible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(
        accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly);

    private static long Value(FieldInfo field) =>
        Convert.ToInt64(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture);

    private string Constructor(ConstructorInfo made) => $"{Modifiers(made)}ctor({Parameters(made)})";

    private string Field(FieldInfo field)
    {
        string type = TypeText.Of(field.FieldType, _nullability.Create(field));
        if (field.DeclaringType!.IsEnum)
            return $"{field.Name} = {Value(field)}";
        return field.IsLiteral
            ? $"const {type} {field.Name} = {ConstantText.Of(field.GetRawConstantValue())}"
            : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private string Property(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(nonPublic: true).First(
            accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly);
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        ParameterInfo[] indexes = property.GetIndexParameters();
        string name = indexes.Length > 0 ? $"this[{string.Join(", ", indexes.Select(Parameter))}]" : property.Name;
        string type = TypeText.Of(property.PropertyType, _nullability.Create(property));
        string accessors = Accessor(property.GetMethod, "get") + Accessor(property.SetMethod, "set");
        return $"{Modifiers(first)}{required}{type} {name} {{ {accessors}}}";
    }

    private static string Accessor(MethodInfo? accessor, string word)
    {
        if (accessor is null || !(accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly))
            return "";
        bool init = accessor.ReturnParameter.GetRequiredCustomModifiers().Any(type => type == typeof(IsExternalInit));
        return $"{(init ? "init" : word)}; ";
    }

    private string Event(EventInfo occurs)
    {
        string type = TypeText.Of(occurs.EventHandlerType!, _nullability.Create(occurs));
        return $"{Modifiers(occurs.AddMethod!)}event {type} {occurs.Name}";
    }

    private string Method(MethodInfo method)
    {
        Type[] arguments = method.GetGenericArguments();
        string name = method.Name + TypeParameters(arguments);
        return $"{Modifiers(method)}{Result(method)} {name}({Parameters(method)}){Constraints(arguments)}";
    }

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsPublic ? "" : "protected ";
        if (method.IsStatic)
            return access + "static ";
        if (method.DeclaringType!.IsInterface || method.IsConstructor)
            return access;
        bool overrides = method is MethodInfo info && info.GetBaseDefinition() != info;
        if (overrides)
            return access + (method.IsFinal ? "sealed override " : "override ");
        if (method.IsAbstract)
            return access + "abstract ";
        return access + (method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");
    }

    private string Parameters(MethodBase method)
    {
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private string Parameter(ParameterInfo parameter)
    {
        string kind = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        string value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        string type = TypeText.Of(parameter.ParameterType, _nullability.Create(parameter));
        return $"{AttributeText.Prefix(parameter.CustomAttributes)}{kind}{type} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter)
    {
        object? value = parameter.RawDefaultValue;
        if (value is null)
        {
            Type type = parameter.ParameterType;
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null ? "null" : "default";
        }
        return ConstantText.Of(parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : value);
    }
}
