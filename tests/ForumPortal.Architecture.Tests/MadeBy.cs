using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using ForumPortal.Application.Pipeline;
using MediatR;

namespace ForumPortal.Architecture.Tests;

/// <summary>Which requests a method makes, read from its compiled code: its own lambdas and waits, and whatever it calls in its own project.</summary>
internal static class MadeBy
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The types of the requests, those that a form is read into among them.</summary>
    public static IReadOnlySet<Type> Of(MethodInfo method)
    {
        var (made, seen, waiting) = (new HashSet<Type>(method.GetParameters().Select(one => one.ParameterType).Where(IsRequest)), new HashSet<MethodBase>(), new Queue<MethodBase>([method]));
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next)) continue;
            if (next.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } machine) waiting.Enqueue(Moving(machine));
            foreach (var used in Used(next))
            {
                if (used.DeclaringType is { } type && IsRequest(type) && used.Name is ".ctor" or "<Clone>$") made.Add(used.DeclaringType!);
                if (used.DeclaringType?.Assembly != method.DeclaringType!.Assembly) continue;
                waiting.Enqueue(used);
                foreach (var answering in Implementations(used)) waiting.Enqueue(answering);
            }
        }
        return made;
    }

    public static bool IsRequest(Type type) => type.GetInterfaces().Any(one => Is(one, typeof(IRequest<>)));

    public static bool IsCommand(Type type) => type.GetInterfaces().Any(one => Is(one, typeof(ICommand<>)));

    private static bool Is(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;

    private static MethodInfo Moving(Type machine) => machine.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;

    private static IEnumerable<MethodBase> Implementations(MethodBase method) => method.DeclaringType is { IsInterface: true } contract
        ? contract.Assembly.GetTypes().Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(contract))
            .Select(type => type.GetInterfaceMap(contract)).SelectMany(map => map.TargetMethods.Where((_, at) => map.InterfaceMethods[at] == method))
        : [];

    private static IEnumerable<MethodBase> Used(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var (types, methods) = (method.DeclaringType?.GetGenericArguments() ?? [], method.IsGenericMethod ? method.GetGenericArguments() : []);
        for (var at = 0; at < code.Length;)
        {
            var one = Codes[code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at]];
            at += one.Size;
            if (one.OperandType is OperandType.InlineMethod or OperandType.InlineTok && method.Module.ResolveMember(BitConverter.ToInt32(code, at), types, methods) is MethodBase used) yield return used;
            at += one.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
