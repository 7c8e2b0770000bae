using System;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the registration and the move of a module's components, which TorchSharp would otherwise find by reflection.</summary>
internal static class ComponentEmitter
{
    private static readonly string[] MoveParameters = ["dtype", "device", "non_blocking"];

    public static void Write(CodeWriter writer, TypeHeader type, EquatableArray<Component> components)
    {
        writer.Lines(
            $"""
            private bool componentsAreRegistered;

            /// <inheritdoc />
            {WiringAttributes}
            """);
        using (writer.Open("protected override void RegisterComponents()"))
        {
            // A parent module calls this method again when it registers the module.
            writer.Lines(
                """
                if (componentsAreRegistered)
                    return;

                componentsAreRegistered = true;
                """);
            foreach (var component in components)
                WriteRegistration(writer, type, component);
        }

        writer.Lines(
            $"""

            /// <inheritdoc />
            {WiringAttributes}
            """);
        using (writer.Open("protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)"))
        {
            writer.Line("Components.Move(this, dtype, device, non_blocking);");
            foreach (var component in components)
                WriteMove(writer, type, component);
        }
    }

    private static void WriteRegistration(CodeWriter writer, TypeHeader type, Component component)
    {
        var field = type.Refer(component.Field);
        var call = component.IsParameter
            ? $"register_parameter(\"{component.Key}\", Components.Keep({field}));"
            : $"register_module(\"{component.Key}\", {field});";
        if (component.IsOptional)
        {
            writer.Line($"if ({field} is not null)");
            call = "    " + call;
        }

        writer.Line(call);
    }

    private static void WriteMove(CodeWriter writer, TypeHeader type, Component component)
    {
        if (!component.IsParameter)
            return;

        var key = component.Key;
        var moved = $"moved_{key}";
        var looksMoved = component.Field.StartsWith("moved_", StringComparison.Ordinal);
        var field = type.Refer(component.Field, looksMoved ? [component.Field] : MoveParameters);
        var present = component.IsOptional ? $"{field} is not null && " : "";
        writer.Lines(
            $$"""

            if ({{present}}ReplaceParameter(dtype, device, {{field}}, out global::TorchSharp.Modules.Parameter? {{moved}}))
            {
                {{field}}.Dispose();
                {{field}} = {{moved}}!;
                ConditionallyRegisterParameter("{{key}}", {{field}});
            }
            """);
    }
}
