namespace AdapterKit.Generators;

/// <summary>Writes what TorchSharp would otherwise find by reflection: the components of a module.</summary>
internal static class ComponentEmitter
{
    public static void Write(CodeWriter writer, EquatableArray<Component> components)
    {
        writer.Line("private bool componentsAreRegistered;");
        writer.Line();
        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
        using (writer.Open("protected override void RegisterComponents()"))
        {
            // The parent registers its children once more when it takes them in.
            writer.Line("if (componentsAreRegistered)");
            writer.Line("    return;");
            writer.Line();
            writer.Line("componentsAreRegistered = true;");
            foreach (var component in components)
                WriteRegistration(writer, component);
        }

        writer.Line();
        writer.Line("/// <inheritdoc />");
        writer.Line(GeneratedFile.Mark);
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

        var present = component.IsOptional ? $"{component.Field} is not null && " : "";
        writer.Line();
        using (writer.Open($"if ({present}ReplaceParameter(dtype, device, {component.Field}, out var moved_{component.Key}))"))
        {
            writer.Line($"{component.Field}.Dispose();");
            writer.Line($"{component.Field} = moved_{component.Key}!;");
            writer.Line($"ConditionallyRegisterParameter(\"{component.Key}\", {component.Field});");
        }
    }
}
