using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeqTools.Linq.Tests;

/// <summary>Knows the parameters that the compiler fills in.</summary>
internal static class CallerInformation
{
    public static bool Is(ParameterInfo parameter) =>
        IsMarker(parameter)
        || IsText(parameter) || IsFile(parameter) || IsLine(parameter) || IsMember(parameter);

    public static bool IsMarker(ParameterInfo parameter) => parameter.ParameterType == typeof(CallerInfo);

    public static bool IsText(ParameterInfo parameter) => Has<CallerArgumentExpressionAttribute>(parameter);

    public static bool IsFile(ParameterInfo parameter) => Has<CallerFilePathAttribute>(parameter);

    public static bool IsLine(ParameterInfo parameter) => Has<CallerLineNumberAttribute>(parameter);

    public static bool IsMember(ParameterInfo parameter) => Has<CallerMemberNameAttribute>(parameter);

    private static bool Has<TAttribute>(ParameterInfo parameter)
        where TAttribute : Attribute => parameter.IsDefined(typeof(TAttribute), inherit: false);
}
