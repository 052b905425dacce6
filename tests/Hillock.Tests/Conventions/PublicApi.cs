using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Hillock.Tests.Conventions;

/// <summary>The public surface of an assembly as text: one line a type or member, in an order that depends on the names only.</summary>
/// <remarks>What the compiler adds to every record (equality, printing, cloning) is left out: the word 'record' says it.</remarks>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(ulong)] = "ulong",
        [typeof(void)] = "void",
    };

    public static string Describe(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (IGrouping<string?, Type> space in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(space.Key).Append('\n');
            foreach (Type type in space.OrderBy(Full, StringComparer.Ordinal))
            {
                text.Append("  ").Append(Heading(type)).Append('\n');
                foreach (string member in Members(type).Distinct().Order(StringComparer.Ordinal)) text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {Name(invoke.ReturnParameter)} {Full(type)}({Parameters(invoke)})";
        }

        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (IsReadOnly(type) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + (IsRecord(type) ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
        };
        string[] bases = [.. Bases(type).Order(StringComparer.Ordinal)];
        return $"{kind} {Full(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum) yield break;
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)) yield return Name(parent);
        IEnumerable<Type> inherited = type.BaseType?.GetInterfaces() ?? [];
        Type[] own = [.. type.GetInterfaces().Except(inherited)];
        foreach (Type face in own.Except(own.SelectMany(other => other.GetInterfaces())))
        {
            bool addedToRecords = IsRecord(type) && face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>);
            if (face.IsVisible && !addedToRecords) yield return Name(face);
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) yield break;
        if (type.IsEnum)
        {
            foreach (string name in Enum.GetNames(type))
                yield return $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}";
            yield break;
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(IsVisible).Where(one => !IsCopying(type, one)))
            yield return $"{Access(constructor)}new({Parameters(constructor)})";

        foreach (FieldInfo field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
        {
            string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
            string value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
            yield return $"{(field.IsPublic ? "" : "protected ")}{kind}{Name(field.FieldType, Nullability.Create(field), TupleNames(field))} {field.Name}{value}";
        }

        foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)))
        {
            if (property.Name == "EqualityContract") continue;
            MethodInfo any = property.GetAccessors(nonPublic: true).First(IsVisible);
            string accessors = string.Concat(Accessors(property));
            string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
            string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
            yield return $"{Access(any)}{Modifiers(any)}{required}{Name(property.PropertyType, Nullability.Create(property), TupleNames(property))} {name} {{ {accessors}}}";
        }

        foreach (EventInfo happening in type.GetEvents(Declared).Where(happening => IsVisible(happening.AddMethod!)))
            yield return $"{Access(happening.AddMethod!)}{Modifiers(happening.AddMethod!)}event {Name(happening.EventHandlerType!)} {happening.Name}";

        foreach (MethodInfo method in type.GetMethods(Declared).Where(IsVisible))
        {
            bool isAccessor = method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);
            if (isAccessor || method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name == "<Clone>$") continue;
            yield return $"{Access(method)}{Modifiers(method)}{Name(method.ReturnParameter)} {method.Name}{Generics(method)}({Parameters(method)})";
        }
    }

    private static IEnumerable<string> Accessors(PropertyInfo property)
    {
        if (property.GetMethod is { } get && IsVisible(get)) yield return "get; ";
        if (property.SetMethod is not { } set || !IsVisible(set)) yield break;
        bool initOnly = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        yield return (set.IsPublic ? "" : "protected ") + (initOnly ? "init; " : "set; ");
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCopying(Type type, ConstructorInfo constructor) =>
        IsRecord(type) && constructor.GetParameters() is [{ } only] && only.ParameterType == type;

    private static bool IsRecord(Type type) => type.IsValueType
        ? type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
        : type.GetMethod("<Clone>$", Declared) is not null;

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface) return method.IsStatic ? "static " : "";
        if (method.IsStatic) return "static ";
        bool overrides = method.GetBaseDefinition() != method;
        if (method.IsAbstract) return overrides ? "abstract override " : "abstract ";
        return overrides ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "";
    }

    private static string Parameters(MethodBase method)
    {
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        bool isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        string value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{(isParams ? "params " : "")}{Name(parameter)} {parameter.Name}{value}";
    }

    private static string Name(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (!type.IsByRef) return Name(type, Nullability.Create(parameter), TupleNames(parameter));
        bool isReturn = parameter.Position < 0;
        string kind = parameter.IsOut ? "out" : parameter.IsIn ? "in" : "ref";
        if (isReturn && parameter.GetRequiredCustomModifiers().Length > 0) kind = "ref readonly";
        return $"{kind} {Name(type.GetElementType()!)}";
    }

    // The names of a tuple's elements come before those of the tuples within them.
    private static string Name(Type type, NullabilityInfo nullability, Queue<string?> tupleNames)
    {
        NullabilityInfo[] arguments = nullability.GenericTypeArguments;
        bool knowsArguments = type.IsGenericType && arguments.Length == type.GetGenericArguments().Length && Nullable.GetUnderlyingType(type) is null;
        bool isNullable = type is { IsValueType: false, IsGenericParameter: false } && nullability.ReadState == NullabilityState.Nullable;
        string name = type.IsArray ? $"{Name(type.GetElementType()!, nullability.ElementType!, tupleNames)}[{new string(',', type.GetArrayRank() - 1)}]"
            : !knowsArguments ? Name(type)
            : tupleNames.Count > 0 && typeof(ITuple).IsAssignableFrom(type) ? Tuple([.. arguments.Select(_ => tupleNames.Dequeue())])
            : $"{Short(type)}<{Arguments()}>";
        return name + (isNullable ? "?" : "");

        string Arguments() => string.Join(", ", type.GetGenericArguments().Zip(arguments, (argument, known) => Name(argument, known, tupleNames)));

        string Tuple(string?[] names) =>
            $"({string.Join(", ", type.GetGenericArguments().Select((argument, i) => $"{Name(argument, arguments[i], tupleNames)} {names[i]}"))})";
    }

    private static Queue<string?> TupleNames(ICustomAttributeProvider member) =>
        new(member.GetCustomAttributes(typeof(TupleElementNamesAttribute), false).Cast<TupleElementNamesAttribute>().SelectMany(names => names.TransformNames));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Name(underlying) + "?";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer) return Name(type.GetElementType()!) + "*";
        if (type.IsGenericParameter) return type.Name;
        return type.IsGenericType ? $"{Short(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : Short(type);
    }

    // The name without a namespace; nested types with those they lie in.
    private static string Full(Type type) =>
        type.IsGenericType ? $"{Short(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : Short(type);

    private static string Short(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        string name = type.Name.Split('`')[0];
        return type.IsNested ? $"{Short(type.DeclaringType!)}.{name}" : name;
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
