using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the registration and the move of a module's components, which TorchSharp would otherwise find by reflection.</summary>
internal static class ComponentEmitter
{
    public static void Write(CodeWriter writer, EquatableArray<Component> components)
    {
        writer.Lines(
            $"""
            private bool componentsAreRegistered;

            /// <inheritdoc />
            {GeneratedCodeAttribute}
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
                WriteRegistration(writer, component);
        }

        writer.Lines(
            $"""

            /// <inheritdoc />
            {GeneratedCodeAttribute}
            """);
        using (writer.Open("protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)"))
        {
            writer.Line("Components.Move(this, dtype, device, non_blocking);");
            foreach (var component in components)
                WriteMove(writer, component);
        }
    }

    private static void WriteRegistration(CodeWriter writer, Component component)
    {
        var call = component.IsParameter
            ? $"register_parameter(\"{component.Key}\", Components.Keep({component.Field}));"
            : $"register_module(\"{component.Key}\", {component.Field});";
        if (component.IsOptional)
        {
            writer.Line($"if ({component.Field} is not null)");
            call = "    " + call;
        }

        writer.Line(call);
    }

    private static void WriteMove(CodeWriter writer, Component component)
    {
        if (!component.IsParameter)
            return;

        var (field, key) = (component.Field, component.Key);
        var present = component.IsOptional ? $"{field} is not null && " : "";
        writer.Lines(
            $$"""

            if ({{present}}ReplaceParameter(dtype, device, {{field}}, out var moved_{{key}}))
            {
                {{field}}.Dispose();
                {{field}} = moved_{{key}}!;
                ConditionallyRegisterParameter("{{key}}", {{field}});
            }
            """);
    }
}
