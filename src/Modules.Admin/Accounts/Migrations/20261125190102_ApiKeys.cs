using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Switchhook.Admin.Accounts.Migrations
{
    /// <inheritdoc />
    public partial class ApiKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_account_logins_user_id", schema: "accounts", table: "account_logins");

            migrationBuilder.CreateTable(
                name: "api_keys",
                schema: "accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_api_keys_accounts_account_id",
                        column: x => x.account_id,
                        principalSchema: "accounts",
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_account_logins_user_id_login_provider",
                schema: "accounts",
                table: "account_logins",
                columns: new[] { "user_id", "login_provider" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_api_keys_account_id", schema: "accounts", table: "api_keys", column: "account_id");

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_hash",
                schema: "accounts",
                table: "api_keys",
                column: "hash",
                unique: true,
                filter: "revoked_at is null"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "api_keys", schema: "accounts");

            migrationBuilder.DropIndex(name: "IX_account_logins_user_id_login_provider", schema: "accounts", table: "account_logins");

            migrationBuilder.CreateIndex(name: "IX_account_logins_user_id", schema: "accounts", table: "account_logins", column: "user_id");
        }
    }
}
