using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the initialization of a class's components from the attributes on its fields.</summary>
internal static class InitializationEmitter
{
    public static void Write(CodeWriter writer, TypeHeader type, EquatableArray<Component> components)
    {
        var initialized = components.Where(component => component.Initializer is not null).ToList();
        if (initialized.Count == 0)
            return;

        writer.Lines(
            $"""
            /// <inheritdoc />
            {WiringAttributes}
            """);
        using (writer.Open("protected override void InitializeWeights()"))
        {
            foreach (var component in initialized)
            {
                var field = type.Refer(component.Field);
                var argument = component.Initializer!.Argument.Length == 0 ? "" : $", {component.Initializer.Argument}";
                if (component.IsOptional)
                    writer.Line($"if ({field} is not null)");

                writer.Line($"{(component.IsOptional ? "    " : "")}Initialize.{component.Initializer.Method}({field}{argument});");
            }
        }

        writer.Line();
    }
}
